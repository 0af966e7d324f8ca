import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import type { Address } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { text as shared } from "#app/components/text.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useRotationContext } from "#app/hooks/use-rotation-context.ts";
import { startRotationMutation } from "#app/queries/sharing.ts";
import { ALL_CUSTOMERS, type Grant } from "#protocol/chain/grants.ts";
import { text } from "./text.ts";

/** Ends one grant: on the chain, and in the keys. */
export function RevokeButton({ grant, grantee }: { grant: Grant; grantee: Address }) {
  const { rotations } = useKontor();
  const context = useRotationContext();
  const names = useAccountNames();
  const [opened, { open, close }] = useDisclosure(false);
  const start = useMutation({ ...startRotationMutation({ rotations, context }), onSuccess: close });
  const name = names.get(grantee) ?? shortHex(grantee);
  const { customer, scope } = grant;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={`${text.revoke} ${name}`}>
        {text.revoke}
      </Button>
      <Modal opened={opened} onClose={close} title={<bdi>{text.revokeTitle(name)}</bdi>}>
        <Stack>
          <Text size="sm">{text.revokeDoes}</Text>
          <Alert color="yellow">{text.revokeDoesNot}</Alert>
          {customer === ALL_CUSTOMERS && <Alert color="red">{text.revokeAll}</Alert>}
          {start.isError && <ErrorState error={start.error} title={text.revokeFailed} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shared.cancel}
            </Button>
            <Button
              color="red"
              loading={start.isPending}
              disabled={context === undefined}
              onClick={() => start.mutate({ type: "grant", grantee, scope, customers: [customer] })}
            >
              {text.revoke}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
