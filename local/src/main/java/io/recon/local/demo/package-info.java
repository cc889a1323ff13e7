/** {@code bin/recon demo}: the whole engine on this machine, checked against what was planted. */
package io.recon.local.demo;
