/** Classes that each break one rule, so that a test can see that the rule catches it. */
package io.recon.architecture.broken;
