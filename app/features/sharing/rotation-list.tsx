import { Stack } from "@mantine/core";
import { useRotations } from "#app/hooks/use-rotations.ts";
import { RotationCard } from "./rotation-card.tsx";

/** Every removal and revocation under way, or left unfinished. */
export function RotationList() {
  const rotations = useRotations();
  if (rotations.length === 0) return null;
  return (
    <Stack gap="sm">
      {rotations.map((tracked) => (
        <RotationCard key={tracked.rotation.id} tracked={tracked} />
      ))}
    </Stack>
  );
}
