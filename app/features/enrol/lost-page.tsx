import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconKeyOff } from "@tabler/icons-react";
import { PageTitle } from "#app/components/page-title.tsx";
import { text } from "./text.ts";

/** A key is published, but what the service keeps does not belong to it. Only a new key helps. */
export function LostPage({ onReplace, onBack }: { onReplace: () => void; onBack?: (() => void) | undefined }) {
  return (
    <>
      <PageTitle title={onBack === undefined ? text.lostTitle : text.forgottenTitle} />
      <Alert color="yellow" icon={<IconKeyOff aria-hidden />} maw={640}>
        <Stack align="flex-start">
          <Text size="sm">{onBack === undefined ? text.lostIntro : text.forgottenIntro}</Text>
          <Group>
            <Button onClick={onReplace}>{text.replace}</Button>
            {onBack !== undefined && (
              <Button variant="default" onClick={onBack}>
                {text.backToUnlock}
              </Button>
            )}
          </Group>
        </Stack>
      </Alert>
    </>
  );
}
