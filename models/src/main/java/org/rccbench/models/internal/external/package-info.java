/** Models outside this process: any program that speaks JSON lines, and completions servers. */
package org.rccbench.models.internal.external;
