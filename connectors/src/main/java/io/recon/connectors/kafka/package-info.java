/** Topics and brokers, as far as they must be right before anything is built on them. */
package io.recon.connectors.kafka;
