/** Directories and files as the sources of bills and orders see them, on any file system. */
package io.recon.connectors.file;
