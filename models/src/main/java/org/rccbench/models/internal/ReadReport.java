package org.rccbench.models.internal;

import org.rccbench.models.Ledger;
import org.rccbench.models.PhaseTimes;

/** What reading a context took and left. */
record ReadReport(Ledger ledger, PhaseTimes times) {}
