import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/**
 * Deploys the registry. Parameters, both required:
 * `initialDelay`: seconds between the start and the acceptance of a change of council;
 * `council`: the account that is the council, a multisig in earnest.
 */
export default buildModule("KontorRegistry", (m) => {
  const registry = m.contract("KontorRegistry", [
    m.getParameter<number>("initialDelay"),
    m.getParameter<string>("council"),
  ]);
  return { registry };
});
