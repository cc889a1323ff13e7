package io.recon.udf.type;

import io.recon.model.alert.Alert;
import io.recon.model.alert.AlertMemory;
import io.recon.model.bill.BillRecord;
import io.recon.model.bill.ChannelRecord;
import io.recon.model.codec.AdjustedLineCodec;
import io.recon.model.codec.AlertCodec;
import io.recon.model.codec.AlertMemoryCodec;
import io.recon.model.codec.BillRecordCodec;
import io.recon.model.codec.ChannelRecordCodec;
import io.recon.model.codec.DayChangeCodec;
import io.recon.model.codec.DayProgressCodec;
import io.recon.model.codec.LedgerDeltaCodec;
import io.recon.model.codec.OrderEventCodec;
import io.recon.model.codec.OrderRecordCodec;
import io.recon.model.codec.OrderRejectCodec;
import io.recon.model.codec.ResultAlertCodec;
import io.recon.model.codec.ResultChangeCodec;
import io.recon.model.codec.StatisticsCellCodec;
import io.recon.model.codec.StatisticsDeltaCodec;
import io.recon.model.codec.ToldAlertCodec;
import io.recon.model.codec.TransactionStateCodec;
import io.recon.model.conservation.LedgerDelta;
import io.recon.model.day.DayChange;
import io.recon.model.day.DayProgress;
import io.recon.model.order.OrderEvent;
import io.recon.model.order.OrderRecord;
import io.recon.model.order.OrderReject;
import io.recon.model.reconcile.AdjustedLine;
import io.recon.model.reconcile.ResultChange;
import io.recon.model.reconcile.TransactionState;
import io.recon.model.statistics.StatisticsCell;
import io.recon.model.statistics.StatisticsDelta;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types that travel between operators or rest in state. */
public final class DomainTypes {
    public static final TypeInformation<OrderEvent> ORDER_EVENT =
            new CodecTypeInformation<>(new OrderEventCodec());
    public static final TypeInformation<OrderRecord> ORDER_RECORD =
            new CodecTypeInformation<>(new OrderRecordCodec());
    public static final TypeInformation<BillRecord> BILL_RECORD =
            new CodecTypeInformation<>(new BillRecordCodec());
    public static final TypeInformation<ChannelRecord> CHANNEL_RECORD =
            new CodecTypeInformation<>(new ChannelRecordCodec());
    public static final TypeInformation<ResultChange> RESULT_CHANGE =
            new CodecTypeInformation<>(new ResultChangeCodec());
    public static final TypeInformation<TransactionState> TRANSACTION_STATE =
            new CodecTypeInformation<>(new TransactionStateCodec());
    public static final TypeInformation<OrderReject> ORDER_REJECT =
            new CodecTypeInformation<>(new OrderRejectCodec());
    public static final TypeInformation<AdjustedLine> ADJUSTED_LINE =
            new CodecTypeInformation<>(new AdjustedLineCodec());
    public static final TypeInformation<StatisticsDelta> STATISTICS_DELTA =
            new CodecTypeInformation<>(new StatisticsDeltaCodec());
    public static final TypeInformation<StatisticsCell> STATISTICS_CELL =
            new CodecTypeInformation<>(new StatisticsCellCodec());
    public static final TypeInformation<LedgerDelta> LEDGER_DELTA =
            new CodecTypeInformation<>(new LedgerDeltaCodec());
    public static final TypeInformation<DayChange> DAY_CHANGE =
            new CodecTypeInformation<>(new DayChangeCodec());
    public static final TypeInformation<DayProgress> DAY_PROGRESS =
            new CodecTypeInformation<>(new DayProgressCodec());
    public static final TypeInformation<Alert> ALERT = new CodecTypeInformation<>(new AlertCodec());
    public static final TypeInformation<Alert.OfResult> RESULT_ALERT =
            new CodecTypeInformation<>(new ResultAlertCodec());
    public static final TypeInformation<Alert.Told> TOLD_ALERT =
            new CodecTypeInformation<>(new ToldAlertCodec());
    public static final TypeInformation<AlertMemory> ALERT_MEMORY =
            new CodecTypeInformation<>(new AlertMemoryCodec());

    private DomainTypes() {}
}
