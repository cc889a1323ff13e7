/**
 * A second opinion: what the contract says of a history, worked out the plain way from the raw
 * facts. Nothing here knows a type of the engine; a test insists on it.
 */
package io.recon.simulator.oracle;
