import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconKeyOff } from "@tabler/icons-react";
import { PageTitle } from "#app/components/page-title.tsx";
import { text } from "./text.ts";

/** A key is published, but what the service keeps does not belong to it. Only a new key helps. */
export function LostPage({ onReplace }: { onReplace: () => void }) {
  return (
    <>
      <PageTitle title={text.lostTitle} />
      <Alert color="yellow" icon={<IconKeyOff aria-hidden />} maw={640}>
        <Stack align="flex-start">
          <Text size="sm">{text.lostIntro}</Text>
          <Button onClick={onReplace}>{text.replace}</Button>
        </Stack>
      </Alert>
    </>
  );
}
