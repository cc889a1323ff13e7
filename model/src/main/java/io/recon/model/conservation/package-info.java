/**
 * What went in, counted apart from the results, so that the two can be held against each other:
 * nothing may be lost and nothing may come from nowhere.
 */
package io.recon.model.conservation;
