/**
 * Tests of what a cluster is given, without a cluster. {@code flink-conf} and the manifests are
 * held against Flink's options, the operator's and Kubernetes' own schemas, and rules of ours.
 */
package io.recon.k8s;
