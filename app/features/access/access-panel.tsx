import { Button, Collapse, Group, List, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Hex } from "viem";
import { ErrorState } from "#app/components/error-state.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { useKontor } from "#app/hooks/use-kontor.ts";
import { type AccessGroup, groupHolders } from "#app/model/access/group-holders.ts";
import { type AccessHistory, accessHistoryQuery } from "#app/queries/access.ts";
import { whoCouldDecrypt } from "#protocol/access/who-could-decrypt.ts";
import { AccessGroupRow } from "./access-group-row.tsx";

/** Who can decrypt a customer now, or could at a time. `actionOf` may end one way in; it is only asked about now. */
export function AccessPanel({
  customer,
  children,
  actionOf = () => null,
}: {
  customer: Hex;
  /** What the viewer can do here. */
  children?: ReactNode;
  actionOf?: (group: AccessGroup) => ReactNode;
}) {
  const { t } = useTranslation();
  const { registry } = useKontor();
  const history = useQuery(accessHistoryQuery({ registry, customer }));
  const [at, setAt] = useState("");
  return (
    <FormSection title={t("access.title")} hint={t("access.hint")}>
      {children}
      <Group align="flex-end" gap="xs">
        <TextInput
          type="datetime-local"
          label={t("access.at")}
          description={t("access.atHint")}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        {at !== "" && (
          <Button variant="default" onClick={() => setAt("")}>
            {t("access.now")}
          </Button>
        )}
      </Group>
      {history.isError && history.data === undefined && (
        <ErrorState error={history.error} title={t("access.failed")} onRetry={() => void history.refetch()} />
      )}
      {history.isPending && <Skeleton height={72} />}
      {history.data !== undefined && (
        <Answer customer={customer} history={history.data} at={at} actionOf={at === "" ? actionOf : () => null} />
      )}
    </FormSection>
  );
}

type AnswerProps = {
  customer: Hex;
  history: AccessHistory;
  /** Local time as the field has it; empty for now. */
  at: string;
  actionOf: (group: AccessGroup) => ReactNode;
};

function Answer({ customer, history, at, actionOf }: AnswerProps) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const answer = useMemo(() => {
    const { newest, events } = history;
    const moment =
      at === ""
        ? { timestamp: newest.timestamp, block: newest.number }
        : { timestamp: BigInt(Math.floor(new Date(at).getTime() / 1000)) };
    return whoCouldDecrypt({ customer, at: moment, events });
  }, [customer, history, at]);
  const groups = groupHolders(answer.holders);
  const former = groupHolders(answer.former);
  return (
    <Stack gap="sm" data-access-state={answer.state}>
      {groups.length === 0 ? (
        <Text size="sm" fw={500} role="status">
          {answer.state === "erased"
            ? t("access.erased")
            : answer.state === "unknown"
              ? t("access.unknown")
              : t("access.nobody")}
        </Text>
      ) : (
        <Stack gap="md" component="ul" className="plain-list">
          {groups.map((group) => (
            <AccessGroupRow key={group.key} group={group} action={actionOf(group)} />
          ))}
        </Stack>
      )}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={toggle}
          aria-expanded={opened}
          rightSection={opened ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
        >
          {former.length === 0 ? t("access.limits") : t("access.former", { count: former.length })}
        </Button>
      </Group>
      <Collapse expanded={opened}>
        {opened && (
          <Stack gap="md">
            {former.length > 0 && (
              <Stack gap="md" component="ul" className="plain-list">
                {former.map((group) => (
                  <AccessGroupRow key={group.key} group={group} former />
                ))}
              </Stack>
            )}
            <div>
              <Text size="sm" fw={600}>
                {t("access.limits")}
              </Text>
              <List size="sm" spacing={4}>
                {answer.limits.map((limit) => (
                  <List.Item key={limit}>{limit}</List.Item>
                ))}
              </List>
            </div>
          </Stack>
        )}
      </Collapse>
    </Stack>
  );
}
