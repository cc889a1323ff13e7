/** Proves at every checkpoint that nothing was lost and nothing counted twice. */
package io.recon.udf.conservation;
