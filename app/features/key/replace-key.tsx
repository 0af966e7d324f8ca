import { Button, Group, Text } from "@mantine/core";
import { FormSection } from "#app/components/form-section.tsx";
import { text } from "./text.ts";

/** For a key that is lost, or that somebody else may have: what a new one does, and the way to it. */
export function ReplaceKey({ onReplace }: { onReplace: () => void }) {
  return (
    <FormSection title={text.replace}>
      <Text size="sm">{text.replaceDoes}</Text>
      <Group>
        <Button size="xs" variant="default" color="red" onClick={onReplace}>
          {text.replaceSubmit}
        </Button>
      </Group>
    </FormSection>
  );
}
