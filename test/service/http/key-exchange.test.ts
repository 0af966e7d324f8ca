import type { Address, LocalAccount } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeBase64 } from "#protocol/api/base64.ts";
import { channelResponseSchema } from "#protocol/api/channels.ts";
import { historyResponseSchema } from "#protocol/api/organisation-history.ts";
import { answersResponseSchema, pendingChallengesResponseSchema } from "#protocol/api/possession.ts";
import { startTestService, type TestService } from "#test/helpers/service.ts";
import { type Ask, askApp, bodyOf, json, refusalOf, signIn } from "../api-caller.ts";
import {
  addOrganisation,
  addressOf,
  council,
  fundedStranger,
  grant,
  makeHistoryWrap,
  makeSealedSecret,
  publishKey,
  revoke,
  sha256,
  startWorld,
  stranger,
  type TestOrganisation,
  type World,
} from "../world.ts";

const put = (body: object): RequestInit => ({ ...json(body), method: "PUT" });

describe("channel keys, possession and history", () => {
  let world: World;
  let running: TestService;
  let ask: Ask;
  let own: TestOrganisation;
  let other: TestOrganisation;
  let wallet: LocalAccount;

  const as = (account: LocalAccount) => signIn({ ask, account });

  beforeAll(async () => {
    world = await startWorld();
    own = await addOrganisation({ world, name: "Own", first: 1 });
    other = await addOrganisation({ world, name: "Other", first: 4 });
    wallet = await fundedStranger(world);
    await publishKey({ world, account: wallet });
    running = await startTestService({
      rpcUrl: world.chain.rpcUrl,
      registry: world.registry,
      deploymentBlock: world.deploymentBlock,
    });
    ask = askApp(running.service.app);
    await running.service.indexer.indexNow();
  });
  afterAll(async () => {
    await running?.stop();
    await world?.stop();
  });

  const sealed = (recipient: Address, fields: object = {}) =>
    makeSealedSecret({ world, sender: own.address, recipient, purpose: "channel", ...fields });

  describe("channels", () => {
    const path = ({ steward = own.address, grantee = other.address, epoch = 1 as number | string } = {}) =>
      `/api/channels/${steward}/${grantee}/${epoch}`;
    const putChannel = (member: Ask, secret: Uint8Array, place = {}) =>
      member(path(place), put({ secret: encodeBase64(secret) }));
    const getChannel = async (member: Ask, place = {}) =>
      channelResponseSchema.parse(await bodyOf(member(path(place)))).items;

    it("default: a writer or keeper of the steward seals; the grantee's members and the steward's fetch", async () => {
      const [one, two] = [sealed(other.address), sealed(other.address)];
      expect((await putChannel(await as(own.writer), one)).status).toBe(201);
      expect((await putChannel(await as(own.writer), one)).status).toBe(200);
      expect((await putChannel(await as(own.account), two)).status).toBe(201);
      for (const reader of [other.reader, other.account, own.reader]) {
        expect(new Set(await getChannel(await as(reader)))).toEqual(new Set([one, two].map(encodeBase64)));
      }
      expect(await getChannel(await as(other.reader), { epoch: 2 })).toEqual([]);
    });

    it("default: a wallet fetches its own, and only its own", async () => {
      const secret = sealed(addressOf(wallet));
      await bodyOf(putChannel(await as(own.writer), secret, { grantee: addressOf(wallet) }));
      expect(await getChannel(await as(wallet), { grantee: addressOf(wallet) })).toEqual([encodeBase64(secret)]);
      expect(await refusalOf((await as(wallet))(path()))).toBe("403 Forbidden");
      expect(await refusalOf((await as(other.reader))(path({ grantee: addressOf(wallet) })))).toBe("403 Forbidden");
    });

    it("attack: nobody else puts or fetches, and what is there looks like what is not", async () => {
      const nowhere = addressOf(stranger());
      for (const account of [stranger(), council, wallet]) {
        const outsider = await as(account);
        const answers = await Promise.all(
          [path(), path({ grantee: nowhere }), path({ epoch: 9 })].map((at) => outsider(at)),
        );
        expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
        const texts = await Promise.all(answers.map((answer) => answer.text()));
        expect(new Set(texts).size).toBe(1);
      }
      for (const account of [stranger(), other.writer, other.account, own.reader]) {
        expect(await refusalOf(putChannel(await as(account), sealed(other.address)))).toBe("403 Forbidden");
      }
      const removed = stranger();
      await grant({ world, organisation: other.account, role: "READER", to: removed.address });
      const member = await as(removed);
      expect((await getChannel(member)).length).toBeGreaterThan(0);
      await revoke({ world, organisation: other.account, role: "READER", from: removed.address });
      expect(await refusalOf(member(path()))).toBe("403 Forbidden");
    });

    it("attack: a sealed key of another sender, recipient, purpose or epoch is refused", async () => {
      const writer = await as(own.writer);
      for (const [secret, refusal] of [
        [sealed(other.address, { sender: other.address }), "403 Forbidden"],
        [sealed(own.address), "403 Forbidden"],
        [sealed(other.address, { purpose: "organisation" }), "400 InvalidArgument"],
        [sealed(other.address, { purpose: "possession" }), "400 InvalidArgument"],
        [sealed(other.address, { senderEpoch: 2 }), "400 InvalidArgument"],
        [sealed(other.address, { recipientEpoch: 2 }), "409 StaleKeyEpoch"],
        [new Uint8Array(1251), "400 InvalidFormat"],
      ] as const) {
        expect(await refusalOf(putChannel(writer, secret))).toBe(refusal);
      }
      const ahead = sealed(other.address, { senderEpoch: 2 });
      expect(await refusalOf(putChannel(writer, ahead, { epoch: 2 }))).toBe("409 StaleKeyEpoch");
      let refusal = "";
      for (let count = 0; count < 20 && refusal === ""; count++) {
        const answer = await putChannel(writer, sealed(other.address));
        if (!answer.ok) refusal = await refusalOf(answer);
      }
      expect(refusal).toBe("409 SecretLimitReached");
    });
  });

  describe("possession", () => {
    const challengeTo = (account: Address, fields: object = {}) =>
      sealed(account, { purpose: "possession", ...fields });
    const challenge = (member: Ask, account: Address, bytes: Uint8Array, organisation = own.address) =>
      member(`/api/possession/${account}`, put({ organisation, challenge: encodeBase64(bytes) }));
    const pending = async (member: Ask, account: Address) =>
      pendingChallengesResponseSchema.parse(await bodyOf(member(`/api/possession/${account}`))).items;
    const answerPath = (account: Address, organisation = own.address) =>
      `/api/possession/${account}/answers/${organisation}`;
    const bytes32 = (fill: number) => encodeBase64(new Uint8Array(32).fill(fill));

    it("default: an organisation challenges, the account answers, the organisation reads the answer", async () => {
      const account = addressOf(wallet);
      const [keeper, holder] = [await as(own.account), await as(wallet)];
      const bytes = challengeTo(account);
      const digest = sha256(bytes);
      expect(await bodyOf(keeper(answerPath(account)))).toEqual({ items: [] });
      expect((await challenge(keeper, account, bytes)).status).toBe(201);
      expect(await pending(holder, account)).toEqual([
        { organisation: own.address, challenge: encodeBase64(bytes), digest },
      ]);
      expect(answersResponseSchema.parse(await bodyOf(keeper(answerPath(account))))).toMatchObject({
        items: [{ answer: null }],
      });
      await bodyOf(holder(answerPath(account), put({ digest, answer: bytes32(7) })));
      expect(await pending(holder, account)).toEqual([]);
      expect((await challenge(keeper, account, bytes)).status).toBe(200);
      expect(await bodyOf((await as(own.writer))(answerPath(account)))).toEqual({
        items: [{ challenge: encodeBase64(bytes), digest, answer: bytes32(7) }],
      });
    });

    it("attack: a member who challenges again and again takes away nobody else's challenge and answer", async () => {
      const account = addressOf(other.account);
      const [keeper, writer, member] = [await as(own.account), await as(own.writer), await as(other.reader)];
      const bytes = challengeTo(account);
      await bodyOf(challenge(keeper, account, bytes));
      await bodyOf(member(answerPath(account), put({ digest: sha256(bytes), answer: bytes32(4) })));
      for (let round = 0; round < 3; round++) await bodyOf(challenge(writer, account, challengeTo(account)));
      const { items } = answersResponseSchema.parse(await bodyOf(keeper(answerPath(account))));
      expect(items).toHaveLength(2);
      expect(items.find(({ digest }) => digest === sha256(bytes))).toMatchObject({ answer: bytes32(4) });
    });

    it("behavior: a new challenge takes the place of its author's old one and of its answer", async () => {
      const account = addressOf(other.account);
      const [writer, member] = [await as(own.writer), await as(other.reader)];
      const [first, second] = [challengeTo(account), challengeTo(account)];
      await bodyOf(challenge(writer, account, first));
      await bodyOf(member(answerPath(account), put({ digest: sha256(first), answer: bytes32(1) })));
      await bodyOf(challenge(writer, account, second));
      expect(await pending(member, account)).toMatchObject([{ digest: sha256(second) }]);
      const stale = put({ digest: sha256(first), answer: bytes32(1) });
      expect(await refusalOf(member(answerPath(account), stale))).toBe("412 PreconditionFailed");
      const { items } = answersResponseSchema.parse(await bodyOf(writer(answerPath(account))));
      expect(items.find(({ digest }) => digest === sha256(second))).toMatchObject({ answer: null });
      expect(items.some(({ digest }) => digest === sha256(first))).toBe(false);
    });

    it("attack: only the challenged answers or sees its challenges, only the challenger sees the answer", async () => {
      const account = addressOf(wallet);
      const bytes = challengeTo(account);
      await bodyOf(challenge(await as(own.writer), account, bytes));
      const answer = put({ digest: sha256(bytes), answer: bytes32(2) });
      for (const outsider of [stranger(), other.account, own.account, council]) {
        const member = await as(outsider);
        expect(await refusalOf(member(`/api/possession/${account}`))).toBe("403 Forbidden");
        expect(await refusalOf(member(answerPath(account), answer))).toBe("403 Forbidden");
      }
      for (const outsider of [stranger(), wallet, other.account]) {
        expect(await refusalOf((await as(outsider))(answerPath(account)))).toBe("403 Forbidden");
      }
      for (const outsider of [stranger(), own.reader, other.writer]) {
        expect(await refusalOf(challenge(await as(outsider), account, bytes))).toBe("403 Forbidden");
      }
      const holder = await as(wallet);
      const unknown = put({ digest: sha256(bytes), answer: bytes32(2) });
      expect(await refusalOf(holder(answerPath(account, other.address), unknown))).toBe("404 ChallengeNotFound");
      const short = put({ digest: sha256(bytes), answer: encodeBase64(new Uint8Array(31)) });
      expect(await refusalOf(holder(answerPath(account), short))).toBe("400 InvalidArgument");
    });

    it("attack: a challenge in another's name, to another, for another purpose or registry is refused", async () => {
      const account = addressOf(wallet);
      const writer = await as(own.writer);
      for (const [bytes, refusal] of [
        [challengeTo(account, { sender: other.address }), "403 Forbidden"],
        [challengeTo(other.address), "403 Forbidden"],
        [sealed(account), "400 InvalidArgument"],
        [challengeTo(account, { senderEpoch: 2 }), "409 StaleKeyEpoch"],
        [challengeTo(account, { recipientEpoch: 2 }), "409 StaleKeyEpoch"],
      ] as const) {
        expect(await refusalOf(challenge(writer, account, bytes))).toBe(refusal);
      }
      const foreign = makeSealedSecret({
        world: { ...world, registry: other.address },
        sender: own.address,
        recipient: account,
        purpose: "possession",
      });
      expect(await refusalOf(challenge(writer, account, foreign))).toBe("400 ContextMismatch");
    });
  });

  describe("history", () => {
    const path = (organisation = own.address, epoch = 1) => `/api/organisations/${organisation}/history/${epoch}`;
    const putHistory = (member: Ask, wrap: Uint8Array, at = path()) => member(at, put({ wrap: encodeBase64(wrap) }));
    const getHistory = async (member: Ask) => historyResponseSchema.parse(await bodyOf(member(path()))).items;

    it("default: a keeper puts, every member fetches, and more than one try stays", async () => {
      const [first, second] = [0, 1].map(() => makeHistoryWrap({ world, organisation: own.address }));
      if (first === undefined || second === undefined) throw new Error("unreachable");
      expect(await getHistory(await as(own.reader))).toEqual([]);
      expect((await putHistory(await as(own.account), first)).status).toBe(201);
      expect((await putHistory(await as(own.account), first)).status).toBe(200);
      expect((await putHistory(await as(own.account), second)).status).toBe(201);
      for (const member of [own.reader, own.writer, own.account]) {
        expect(new Set(await getHistory(await as(member)))).toEqual(new Set([first, second].map(encodeBase64)));
      }
    });

    it("attack: others neither put nor fetch, and a wrap of another place is refused", async () => {
      const wrap = makeHistoryWrap({ world, organisation: own.address });
      for (const outsider of [stranger(), other.account, council]) {
        const member = await as(outsider);
        expect(await refusalOf(member(path()))).toBe("403 Forbidden");
        expect(await refusalOf(putHistory(member, wrap))).toBe("403 Forbidden");
      }
      for (const member of [own.reader, own.writer]) {
        expect(await refusalOf(putHistory(await as(member), wrap))).toBe("403 Forbidden");
      }
      const keeper = await as(own.account);
      const foreign = makeHistoryWrap({ world, organisation: other.address });
      expect(await refusalOf(putHistory(keeper, foreign))).toBe("403 Forbidden");
      const second = makeHistoryWrap({ world, organisation: own.address, epoch: 2 });
      expect(await refusalOf(putHistory(keeper, second))).toBe("400 InvalidArgument");
      expect(await refusalOf(putHistory(keeper, second, path(own.address, 2)))).toBe("409 StaleKeyEpoch");
      const elsewhere = makeHistoryWrap({ world: { ...world, registry: other.address }, organisation: own.address });
      expect(await refusalOf(putHistory(keeper, elsewhere))).toBe("400 ContextMismatch");
    });
  });
});
