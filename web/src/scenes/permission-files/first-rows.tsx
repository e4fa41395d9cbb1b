import { Card, Text, Title } from '@mantine/core';
import { channels, consentActs, consentWays, type FirstRow, type PermissionFile } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { TextLink } from '../../parts/links.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Rows } from '../../parts/rows.tsx';
import { useFileWords } from './words.ts';

interface FirstRowsProps {
  readonly answer: Parameters<typeof Loaded<{ readonly rows: readonly FirstRow[] }>>[0]['answer'];
  readonly kind: PermissionFile['kind'];
}

/** The first rows as they are understood, each with what would become of it. */
export function FirstRows({ answer, kind }: FirstRowsProps) {
  const { t } = useTranslation();
  const title = t('permissionFiles.firstRows');
  return (
    <Card component="section" aria-label={title}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      <Loaded answer={answer} height={260}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Text size="sm">{t('permissionFiles.noRows')}</Text>
          ) : (
            <Rows
              label={title}
              rows={rows}
              keyOf={({ line }) => String(line)}
              columns={[
                { name: 'line', label: t('permissionFiles.line'), align: 'right', width: 70, cell: ({ line }) => line },
                { name: 'verdict', label: t('permissionFiles.verdict'), cell: (row) => <Verdict row={row} /> },
                {
                  name: 'what',
                  label: t('permissionFiles.understood'),
                  cell: (row) => (kind === 'consents' ? <Consent row={row} /> : <Entry row={row} />),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}

function Verdict({ row: { verdict, problem } }: { readonly row: FirstRow }) {
  const { t } = useTranslation();
  const words = useFileWords();
  return (
    <>
      <Text size="sm" fw={600} c={verdict === 'faulty' ? 'var(--mantine-color-error)' : undefined}>
        {t(`permissionFiles.verdicts.${verdict}`)}
      </Text>
      {problem !== undefined && (
        <Text size="xs" maw={320}>
          {words.problem(problem)}
        </Text>
      )}
    </>
  );
}

function Consent({ row: { fields, customer } }: { readonly row: FirstRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { raw, channel, purpose, act, at, way, proof, until, confirmedAt, address, text } = fields;
  if (raw !== undefined) return <Raw text={raw} />;
  const knownAct = consentActs.find((one) => one === act);
  const knownChannel = ([...channels, 'phone'] as const).find((one) => one === channel);
  const knownWay = consentWays.find((one) => one === way);
  const said = [
    ...[knownChannel && t(`consents.channels.${knownChannel}`), purpose, knownAct && t(`consents.acts.${knownAct}`)],
    ...[at && format.date(at), knownWay && t(`consents.ways.${knownWay}`), address, proof, text],
    ...[confirmedAt && `${t('permissionFiles.fields.confirmedAt')}: ${format.date(confirmedAt)}`],
    ...[until && `${t('permissionFiles.fields.until')}: ${format.date(until)}`],
  ];
  return (
    <>
      {customer !== undefined && (
        <TextLink to="/customers/$customerId" params={{ customerId: customer.id }} size="sm">
          {customer.name} ({customer.number})
        </TextLink>
      )}
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {said.filter(Boolean).join(' · ')}
      </Text>
    </>
  );
}

function Entry({ row: { fields } }: { readonly row: FirstRow }) {
  return <Raw text={Object.values(fields).filter(Boolean).join(' · ')} />;
}

const Raw = ({ text }: { readonly text: string }) => (
  <Text size="sm" className="hash" style={{ overflowWrap: 'anywhere' }}>
    {text || '–'}
  </Text>
);
