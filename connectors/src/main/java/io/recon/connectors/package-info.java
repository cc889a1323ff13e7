/**
 * Where orders and bills come from and where results go; its sub-packages do not see each other.
 */
package io.recon.connectors;
