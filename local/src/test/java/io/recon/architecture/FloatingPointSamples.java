package io.recon.architecture;

import java.util.List;
import java.util.function.LongSupplier;

/** One class for each way to use floating point, each of which the scan must find. */
final class FloatingPointSamples {

    static final List<Class<?>> ALL =
            List.of(
                    InAField.class,
                    InAParameter.class,
                    InATypeArgument.class,
                    InAConstant.class,
                    InAnArray.class,
                    BetweenTwoLines.class,
                    InACall.class,
                    InAMethodReference.class);

    private FloatingPointSamples() {}

    /** A field. */
    record InAField(double value) {}

    /** A parameter that nothing reads. */
    interface InAParameter {
        void accept(float value);
    }

    /** A box that only a type argument names. */
    interface InATypeArgument {
        List<Double> values();
    }

    /** A constant that the compiler writes into the class. */
    interface InAConstant {
        Object VALUE = 0.25;
    }

    /** An array. */
    static final class InAnArray {
        static Object values() {
            return new float[1];
        }
    }

    /** Whole numbers outside, double inside. */
    static final class BetweenTwoLines {
        static long half(long value) {
            return (long) (value * 0.5);
        }
    }

    /** A call whose result is thrown away. */
    static final class InACall {
        static String text(Number value) {
            return String.valueOf(value.doubleValue());
        }
    }

    /** A method that is only pointed to. */
    static final class InAMethodReference {
        static LongSupplier of(String text) {
            return () -> Math.round(Double.parseDouble(text));
        }
    }

    /** The counterpart: nothing here may be found. */
    static final class WholeNumbers {
        static String text(long value, int[] parts) {
            return "D" + (value / 2) + "F" + parts.length;
        }
    }
}
