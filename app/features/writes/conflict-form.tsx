import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "#app/components/error-state.tsx";
import { PageSkeleton } from "#app/components/page-skeleton.tsx";
import { formatDateTime } from "#app/format/dates.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { useAccountNames } from "#app/hooks/use-account-names.ts";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { useWallet } from "#app/hooks/use-wallet.ts";
import type { ConflictingField } from "#app/model/writes/conflicting-fields.ts";
import { findKeyring } from "#app/queries/organisation-keys.ts";
import { conflictsQuery, resolveMutation } from "#app/queries/writes.ts";
import type { ConflictChoice } from "#client/write/resolve-write.ts";
import type { Write } from "#client/write/write.ts";

/** Asks, field by field, about what two people changed differently in one profile; then the write goes on. */
export function ConflictForm({ write }: { write: Write }) {
  const { t } = useTranslation();
  const kontor = useKontor();
  const wallet = useWallet();
  const queryClient = useQueryClient();
  const names = useAccountNames();
  const keyring = findKeyring({ queryClient, organisation: write.organisation });
  const acting = { kontor, wallet, keyring, write };
  const edits = useQuery({ ...conflictsQuery(acting), enabled: wallet !== undefined && keyring !== undefined });
  const resolve = useMutation(resolveMutation(acting));
  const [chosen, setChosen] = useState<Readonly<Record<string, ConflictChoice["take"]>>>({});
  if (keyring === undefined) return <Text size="sm">{t("writes.conflict.locked")}</Text>;
  if (edits.isError) {
    return (
      <ErrorState error={edits.error} title={t("writes.conflict.loadFailed")} onRetry={() => void edits.refetch()} />
    );
  }
  if (edits.data === undefined) return <PageSkeleton rows={1} />;
  const places = edits.data.flatMap(({ customer, fields }) => fields.map(({ pointer }) => ({ customer, pointer })));
  const nameOf = ({ customer, pointer }: { customer: string; pointer: string }) => `${customer} ${pointer}`;
  const takeAll = (take: ConflictChoice["take"]) =>
    setChosen(Object.fromEntries(places.map((place) => [nameOf(place), take])));
  const choices = places.flatMap((place) => {
    const take = chosen[nameOf(place)];
    return take === undefined ? [] : [{ ...place, take }];
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        resolve.mutate(choices);
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t("writes.conflict.kept")}</Text>
        {edits.data.map(({ customer, author, writtenAt, fields }) =>
          fields.map((field) => (
            <Conflict
              key={`${customer} ${field.pointer}`}
              field={field}
              by={names.get(author.toLowerCase()) ?? shortHex(author)}
              writtenAt={writtenAt}
              taken={chosen[nameOf({ customer, pointer: field.pointer })] ?? null}
              onTake={(take) => setChosen({ ...chosen, [nameOf({ customer, pointer: field.pointer })]: take })}
            />
          )),
        )}
        {resolve.isError && <ErrorState error={resolve.error} title={t("writes.conflict.failed")} />}
        <Group justify="flex-end" gap="xs">
          {places.length > 1 && (
            <>
              <Button size="xs" variant="default" onClick={() => takeAll("mine")}>
                {t("writes.conflict.allMine")}
              </Button>
              <Button size="xs" variant="default" onClick={() => takeAll("theirs")}>
                {t("writes.conflict.allTheirs")}
              </Button>
            </>
          )}
          <Button
            size="xs"
            type="submit"
            loading={resolve.isPending}
            disabled={wallet === undefined || choices.length < places.length}
          >
            {t("writes.conflict.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type ConflictProps = {
  field: ConflictingField;
  /** Who wrote theirs, and when (seconds since 1970). */
  by: string;
  writtenAt: number | null;
  taken: ConflictChoice["take"] | null;
  onTake: (take: ConflictChoice["take"]) => void;
};

function Conflict({ field, by, writtenAt, taken, onTake }: ConflictProps) {
  const { t } = useTranslation();
  const { label, before, mine, theirs } = field;
  const wrote = writtenAt === null ? by : t("writes.conflict.by", { name: by, when: formatDateTime(writtenAt) });
  const sides = [
    { take: "mine", whose: t("writes.conflict.mine"), wrote: null, value: mine },
    { take: "theirs", whose: t("writes.conflict.theirs"), wrote, value: theirs },
  ] as const;
  return (
    <Radio.Group
      label={label}
      description={before === null ? null : t("writes.conflict.before", { value: before })}
      value={taken}
      onChange={(value) => onTake(value as ConflictChoice["take"])}
      data-conflict={field.pointer}
    >
      <Stack gap={6} mt={6}>
        {sides.map(({ take, whose, wrote: who, value }) => (
          <Radio
            key={take}
            value={take}
            label={
              <>
                <Text
                  size="sm"
                  fw={500}
                  className="wrap lines"
                  dir="auto"
                  {...(value === null ? { fs: "italic" } : {})}
                >
                  {value ?? t("writes.conflict.nothing")}
                </Text>
                <Text size="xs" c="dimmed" className="wrap">
                  {who === null ? whose : `${whose}: ${who}`}
                </Text>
              </>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
