import { DataList, List, Text } from "@mantine/core";
import { FormSection } from "#app/components/form-section.tsx";
import { HashText } from "#app/components/hash-text.tsx";
import { formatAge, formatDateTime } from "#app/format/dates.ts";
import { formatCount } from "#app/format/numbers.ts";
import type { Verification } from "#app/queries/verification.ts";
import { describeChain } from "#app/runtime/chain.ts";
import { text } from "./text.ts";

/** What the check rests on, so that a reader can compare it with what they know from elsewhere. */
export function VerificationBasis({ verification: { proven, report } }: { verification: Verification }) {
  return (
    <FormSection title={text.how}>
      <List size="sm" type="ordered" spacing={4}>
        {text.steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      <DataList size="sm" gap="xs" labelWidth="13rem" className="fields">
        <DataList.Item>
          <DataList.ItemLabel>{text.chain}</DataList.ItemLabel>
          <DataList.ItemValue>
            {describeChain({ chainId: proven.chainId, rpcUrl: null }).name} ({proven.chainId})
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>{text.registry}</DataList.ItemLabel>
          <DataList.ItemValue>
            <HashText value={proven.registry} name={text.registry} full />
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>{text.codeHash}</DataList.ItemLabel>
          <DataList.ItemValue>
            <HashText value={proven.codeHash} name={text.codeHash} />
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>{text.block}</DataList.ItemLabel>
          <DataList.ItemValue>
            {formatCount(proven.block.number)}, {formatDateTime(Number(proven.block.timestamp))} (
            {formatAge({ at: Number(proven.block.timestamp) })}){" "}
            <HashText value={proven.block.hash} name={text.block} />
          </DataList.ItemValue>
        </DataList.Item>
        {report.head !== null && (
          <DataList.Item>
            <DataList.ItemLabel>{text.head}</DataList.ItemLabel>
            <DataList.ItemValue>
              <HashText value={report.head} name={text.head} />
            </DataList.ItemValue>
          </DataList.Item>
        )}
        <DataList.Item>
          <DataList.ItemLabel>{text.trust}</DataList.ItemLabel>
          <DataList.ItemValue>{text.trusts[proven.trust]}</DataList.ItemValue>
        </DataList.Item>
      </DataList>
      <Text size="sm" c="dimmed">
        {text.trustHint}
      </Text>
    </FormSection>
  );
}
