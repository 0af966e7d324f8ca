import { Badge, Button, Collapse, Group, List, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBuilding, IconId, IconUser } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { AccountName } from "#app/components/account-name.tsx";
import { text as members } from "#app/features/session/text.ts";
import { formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import type { AccessGroup } from "#app/model/access/group-holders.ts";
import { text as words } from "#app/model/records/text.ts";
import type { AccessHolder } from "#protocol/access/access-answer.ts";
import { ALL_CUSTOMERS } from "#protocol/chain/grants.ts";
import { kindName } from "#protocol/chain/kinds.ts";
import { text } from "./text.ts";

const ICONS = { member: IconBuilding, grant: IconBuilding, subject: IconId } as const;

/** One way in: who, by what, for which kinds, since when, until when. `action` ends it, where the viewer may. */
export function AccessGroupRow({
  group,
  former = false,
  action,
}: {
  group: AccessGroup;
  former?: boolean;
  action?: ReactNode;
}) {
  const [opened, { toggle }] = useDisclosure(false);
  const { party, through, grant, kinds, people, since, until, isOrganisation, reach } = group;
  const Icon = through === "grant" && !isOrganisation ? IconUser : ICONS[through];
  const what = grant === null || grant.scope === 0 ? text.allKinds : text.onlyKinds(kinds.map(nameOfKind).join(", "));
  const end = until === null ? text.noEnd : text.until(formatDateTime(Number(until.timestamp)));
  return (
    <Stack gap={4} component="li" data-access={through} data-party={party}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Group gap="xs" wrap="nowrap" align="flex-start" className="wrap">
          <Icon size={18} stroke={1.6} aria-hidden className="row-icon" />
          <div className="wrap">
            <Group gap={6}>
              <Text size="sm" fw={600} component="span" className="wrap">
                <AccountName address={party} name={text.party} />
              </Text>
              <Badge variant="light" color={through === "grant" ? "blue" : "gray"} className="whole">
                {grant?.customer === ALL_CUSTOMERS ? text.throughAll : text.through[through]}
              </Badge>
            </Group>
            <Text size="sm" c="dimmed">
              {what} · {text.since(formatDateTime(Number(since.timestamp)))} · {end}
            </Text>
            {former && (
              <Text size="sm" c="dimmed">
                {reach === null || reach === 0n ? text.reachNone : text.reach(formatCount(reach))}
              </Text>
            )}
          </div>
        </Group>
        <div className="whole">{action}</div>
      </Group>
      {isOrganisation && (
        <Group pl={28}>
          <Button size="compact-xs" variant="subtle" onClick={toggle} aria-expanded={opened}>
            {text.people(formatCount(people.length), people.length === 1)} ·{" "}
            {opened ? text.hidePeople : text.showPeople}
          </Button>
        </Group>
      )}
      <Collapse expanded={opened}>
        {opened && (
          <List size="sm" pl={28} spacing={4}>
            {people.map((person) => (
              <Person key={`${person.account} ${person.since.timestamp}`} person={person} />
            ))}
          </List>
        )}
      </Collapse>
    </Stack>
  );
}

function Person({ person: { account, roles, since, until } }: { person: AccessHolder }) {
  return (
    <List.Item>
      <AccountName address={account} name={text.party} />
      <Text size="xs" c="dimmed">
        {[
          roles.map((role) => members.roles[role]).join(", "),
          text.since(formatDateTime(Number(since.timestamp))),
          ...(until === null ? [] : [text.until(formatDateTime(Number(until.timestamp)))]),
        ].join(" · ")}
      </Text>
    </List.Item>
  );
}

function nameOfKind(code: number): string {
  return words.kinds[kindName(code)];
}
