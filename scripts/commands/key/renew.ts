import { renewKey } from "#client/access/rotations.ts";
import { defineCommand, JSON_OPTION } from "../../cli/command.ts";
import { MEMBER_OPTIONS, openMember } from "../../cli/open-member.ts";
import { runOwnRotation } from "../../cli/run-own-rotation.ts";

export const keyRenew = defineCommand({
  usage: "--organisation ADDRESS [options]",
  text: `
Starts a new epoch of an organisation's key with nobody leaving: after grants have ended by themselves, a grantee has removed a
member, or keys may have leaked. By a KEEPER. Stopped anywhere, the same command goes on where it was.`,
  options: { ...MEMBER_OPTIONS, json: JSON_OPTION },
  example: "--organisation 0x7099…79c8 --service http://127.0.0.1:8787 --keystore keeper.json",
  main: async (values) =>
    runOwnRotation({
      member: await openMember(values),
      name: "renewal",
      rotate: renewKey,
      json: values.json,
      done: "The key is renewed.",
    }),
});
