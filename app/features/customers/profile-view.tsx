import { Anchor, Badge, DataList, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { formatPartialDate } from "#app/format/dates.ts";
import { formatDecimal, formatMoney } from "#app/format/numbers.ts";
import { shortHex } from "#app/format/short-hex.ts";
import { mailLink, phoneLink, websiteLink } from "#app/model/records/links.ts";
import type { Profile } from "#protocol/record/schemas/profile.ts";

/** A profile, laid out to be read and used: addresses that can be copied, numbers that can be called. */
export function ProfileView({ profile }: { profile: Profile }) {
  const { t } = useTranslation();
  const { emails = [], phones = [], addresses = [], externalIds = [], customFields = [], website, notes } = profile;
  const { nationalIds = [], relations = [] } = profile.schema === "profile/2" ? profile : {};
  return (
    <DataList size="sm" gap="sm" labelWidth="8rem" className="fields">
      {profile.type === "company" ? (
        <>
          <Line label={t("records.members.legalName")}>{profile.legalName}</Line>
          <Line label={t("records.members.tradeName")}>{profile.tradeName}</Line>
          <Line label={t("records.members.registrationNumber")}>{profile.registrationNumber}</Line>
          <Line label={t("records.members.vatNumber")}>{profile.vatNumber}</Line>
          <Line label={t("records.members.industry")}>{profile.industry}</Line>
          {profile.schema === "profile/2" && <CompanyFigures company={profile} />}
        </>
      ) : (
        <>
          <Line label={t("records.members.name")}>
            {[profile.title, profile.givenName, profile.familyName].filter((part) => part !== undefined).join(" ")}
          </Line>
          <Line label={t("records.members.fullName")}>
            {profile.schema === "profile/2" ? profile.fullName : undefined}
          </Line>
          <Line label={t("records.members.birthDate")}>
            {profile.birthDate === undefined ? undefined : formatPartialDate(profile.birthDate)}
          </Line>
          <Line label={t("records.members.jobTitle")}>{profile.jobTitle}</Line>
          <Line label={t("records.members.employer")}>{profile.employer}</Line>
        </>
      )}
      {emails.length > 0 && (
        <Line label={t("records.members.emails")}>
          {emails.map(({ address, label, primary }) => (
            <Point key={`${address}${label}`} label={label} primary={primary}>
              <Linked href={mailLink(address)}>{address}</Linked>
            </Point>
          ))}
        </Line>
      )}
      {phones.length > 0 && (
        <Line label={t("records.members.phones")}>
          {phones.map(({ number, label, primary }) => (
            <Point key={`${number}${label}`} label={label} primary={primary}>
              <Linked href={phoneLink(number)}>{number}</Linked>
            </Point>
          ))}
        </Line>
      )}
      {addresses.length > 0 && (
        <Line label={t("records.members.addresses")}>
          {addresses.map((address) => {
            const { street, postalCode, city, region, country, label, primary } = address;
            const town = [postalCode, city].filter((part) => part !== undefined).join(" ");
            const lines = [street, town, region, country].filter((part) => part !== undefined && part !== "");
            return (
              <Point key={JSON.stringify(address)} label={label} primary={primary}>
                {lines.join("\n")}
              </Point>
            );
          })}
        </Line>
      )}
      <Line label={t("records.members.website")}>
        {website !== undefined && <Linked href={websiteLink(website)}>{website}</Linked>}
      </Line>
      {profile.type === "company" && profile.contacts !== undefined && (
        <Line label={t("customers.contacts")}>
          {profile.contacts.map((contact) => (
            <Stack key={JSON.stringify(contact)} gap={0}>
              <Text size="sm" fw={500} className="wrap">
                {contact.name}
                {contact.title === undefined ? "" : `, ${contact.title}`}
              </Text>
              {contact.email !== undefined && <Linked href={mailLink(contact.email)}>{contact.email}</Linked>}
              {contact.phone !== undefined && <Text size="sm">{contact.phone}</Text>}
            </Stack>
          ))}
        </Line>
      )}
      {nationalIds.map(({ type, country, number }) => (
        <Line key={`${type} ${country} ${number}`} label={`${type} (${country})`}>
          {number}
        </Line>
      ))}
      {relations.map(({ relation, name, customer }) => (
        <Line key={`${relation} ${name} ${customer}`} label={t(`records.relations.${relation}`)}>
          {customer === undefined ? (
            name
          ) : (
            <Anchor component={Link} to={`/customers/${customer}`} size="sm">
              {name ?? shortHex(customer)}
            </Anchor>
          )}
        </Line>
      ))}
      {externalIds.map(({ system, id }) => (
        <Line key={`${system} ${id}`} label={system}>
          {id}
        </Line>
      ))}
      {customFields.map(({ name, value }) => (
        <Line key={name} label={name}>
          {value}
        </Line>
      ))}
      <Line label={t("records.members.notes")}>{notes}</Line>
    </DataList>
  );
}

function CompanyFigures({ company }: { company: Extract<Profile, { schema: "profile/2"; type: "company" }> }) {
  const { t } = useTranslation();
  const { founded, employees, annualRevenue } = company;
  const year = annualRevenue?.year === undefined ? "" : ` (${annualRevenue.year})`;
  return (
    <>
      <Line label={t("records.members.founded")}>{founded === undefined ? undefined : formatPartialDate(founded)}</Line>
      <Line label={t("records.members.employees")}>
        {employees === undefined ? undefined : formatDecimal(String(employees))}
      </Line>
      <Line label={t("records.members.annualRevenue")}>{annualRevenue && `${formatMoney(annualRevenue)}${year}`}</Line>
    </>
  );
}

function Line({ label, children }: { label: string | undefined; children: ReactNode }) {
  if (children === undefined || children === false || children === "") return null;
  return (
    <DataList.Item>
      <DataList.ItemLabel className="break">
        <bdi>{label}</bdi>
      </DataList.ItemLabel>
      <DataList.ItemValue className="wrap lines" dir="auto">
        <Stack gap={6}>{children}</Stack>
      </DataList.ItemValue>
    </DataList.Item>
  );
}

function Point(point: { label: string | undefined; primary: boolean | undefined; children: ReactNode }) {
  const { t } = useTranslation();
  const { label, primary, children } = point;
  return (
    <Group gap={6} align="flex-start">
      <div className="wrap">{children}</div>
      {label !== undefined && (
        <Badge variant="light" color="gray">
          {label}
        </Badge>
      )}
      {primary === true && <Badge variant="light">{t("records.members.primary")}</Badge>}
    </Group>
  );
}

/** A text that can be used, where a link can be made of it; the same text without one elsewhere. */
function Linked({ href, children }: { href: string | null; children: string }) {
  if (href === null) return <Text size="sm">{children}</Text>;
  const outside = href.startsWith("http") ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return (
    <Anchor href={href} size="sm" {...outside}>
      {children}
    </Anchor>
  );
}
