import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { text } from "#app/components/text.ts";

/** As tall as ten rows of the table. */
export function CustomerTableSkeleton() {
  return (
    <Stack gap={1} className="surface" p="md" aria-busy="true">
      <VisuallyHidden role="status">{text.loading}</VisuallyHidden>
      {Array.from({ length: 10 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical placeholders, in no order
        <Skeleton key={row} height={24} my={11} width={`${60 + ((row * 37) % 40)}%`} />
      ))}
    </Stack>
  );
}
