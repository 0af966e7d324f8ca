import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { fingerprintOf } from "#protocol/keys/fingerprint.ts";
import { text } from "./text.ts";

/** The last step: store the locked key, publish the public one. Tried again, it goes on where it stopped. */
export function PublishStep({
  keyHash,
  busy,
  ready,
  error,
  onPublish,
}: {
  keyHash: Hex;
  busy: boolean;
  ready: boolean;
  error: unknown;
  onPublish: () => void;
}) {
  return (
    <Stack>
      <Text size="sm">{text.publishIntro}</Text>
      <div>
        <Text size="sm" c="dimmed">
          {text.waitingFingerprint}
        </Text>
        <Code fz="sm">{fingerprintOf(keyHash)}</Code>
      </div>
      {error !== null && <ErrorState error={error} title={text.publishFailed} />}
      <Text size="sm" c="dimmed" mih="1.5em" role="status">
        {busy ? text.publishing : ""}
      </Text>
      <Group justify="flex-end">
        <Button leftSection={<IconUpload size={18} aria-hidden />} loading={busy} disabled={!ready} onClick={onPublish}>
          {text.publish}
        </Button>
      </Group>
    </Stack>
  );
}
