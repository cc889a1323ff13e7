/** The platform's side: orders as their changes arrive. */
package io.recon.model.order;
