/**
 * The bytes in which records travel between operators and rest in state. Each codec has a version
 * and reads its older ones. Numbers are variable-length, texts UTF-8.
 */
package io.recon.model.codec;
