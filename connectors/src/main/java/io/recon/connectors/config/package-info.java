/** What all readers of configuration files share. */
package io.recon.connectors.config;
