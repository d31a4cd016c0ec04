package org.rccbench.evaluators.scorers;

/** Published rules of pass keys. */
final class PasskeyProfiles {
  static final Profile PASSKEY_LANDMARK =
      new Profile(
          "passkey-landmark",
          "passkey|landmark-attention d963e50|first integer, digits of any script",
          1,
          Comparison.rule(PasskeyRules::landmark));
  static final Profile PASSKEY_INFINITEBENCH =
      new Profile(
          "passkey-infinitebench",
          "passkey|infinitebench 88b3daa|first run of ASCII digits",
          1,
          Comparison.firstOnly(PasskeyRules::infiniteBench));
  static final Profile PASSKEY_BEACON =
      new Profile(
          "passkey-beacon",
          "passkey|activation beacon 7ed43d6|first run of digits of any script",
          1,
          Comparison.rule(PasskeyRules::beacon));
  static final Profile PASSKEY_BEACON_FUZZY =
      new Profile(
          "passkey-beacon-fuzzy",
          "passkey|activation beacon 7ed43d6|fuzzywuzzy ratio",
          1,
          Comparison.texts(PasskeyRules::beaconFuzzy));
  static final Profile PASSKEY_LONGCTX_CONTAINED =
      new Profile(
          "passkey-longctx-contained",
          "passkey|longctx_bench 72204d0|containment; misses count, which its own mean leaves out",
          1,
          Comparison.rule(PasskeyRules::longctxContained));
  static final Profile PASSKEY_LONGCTX_PARTIAL =
      new Profile(
          "passkey-longctx-partial",
          "passkey|longctx_bench 72204d0|longest run in common / key length",
          1,
          Comparison.texts(PasskeyRules::longctxPartial));

  private PasskeyProfiles() {}
}
