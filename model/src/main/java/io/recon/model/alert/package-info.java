/**
 * What people are told at once: {@link io.recon.model.alert.AlertRules} says which changes are
 * alerts.
 */
package io.recon.model.alert;
