/** The networks and what runs them; nothing here is for other modules. */
package org.rccbench.models.internal;
