import { Badge, Button, Group, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import type { BrandDraft } from '../use-brand-draft.ts';
import { contrastOf, nearestPassing, ratios, type Verdict, verdictOf } from './contrast.ts';
import { type Ground, groundsOf, recolourText, type TextColour, textColours } from './pairs.ts';

const tones: Readonly<Record<Verdict, string>> = { AAA: 'petrol.8', AA: 'petrol.8', fails: 'red.9' };

/** Every colour of texts on every ground: how strong the contrast is, whether that is enough, and the nearest colour that has it. */
export function ContrastTable({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const { brand } = draft;
  const grounds = groundsOf(brand);
  const texts = textColours(brand);
  const nameOf = (colour: string) => Object.entries(brand.colors).find(([, value]) => value.toLowerCase() === colour)?.[0];
  return (
    <div>
      <Title order={2} mb={4}>
        {t('brands.colours.contrast')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('brands.colours.contrastText')}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="scroll-across" tabIndex={0} aria-label={t('brands.colours.contrast')}>
        <Table className="bd-contrast">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('brands.colours.text')}</Table.Th>
              {grounds.map(({ colour, uses }) => (
                <Table.Th key={colour}>
                  {nameOf(colour) ?? colour}
                  <Text size="xs" c="dimmed" fw={400}>
                    {uses.map((use) => (use === 'paper' ? t('brands.colours.paper') : use)).join(', ')}
                  </Text>
                </Table.Th>
              ))}
              <Table.Th>{t('brands.colours.proposal')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {texts.map((text) => (
              <Table.Tr key={text.colour}>
                <Table.Th scope="row">
                  {nameOf(text.colour) ?? text.colour}
                  <Text size="xs" c="dimmed" fw={400} maw={220} lineClamp={2}>
                    {text.styles.join(', ')}
                  </Text>
                </Table.Th>
                {grounds.map((ground) => (
                  <Cell key={ground.colour} text={text} ground={ground} />
                ))}
                <Table.Td>
                  <Proposal draft={draft} text={text} grounds={grounds} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </div>
  );
}

function Cell({ text, ground }: { readonly text: TextColour; readonly ground: Ground }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ratio = contrastOf(text.colour, ground.colour);
  const verdict = verdictOf(ratio, text.large);
  // Rounded down: 4.49 is not enough, and 4.5 would say so.
  const shown = format.number(Math.floor(ratio * 10) / 10);
  return (
    <Table.Td>
      <Group gap={8} wrap="nowrap">
        <span className="bd-sample" aria-hidden style={{ color: text.colour, background: ground.colour }} />
        <span className="numbers">{shown}</span>
        <Badge size="sm" variant="filled" color={tones[verdict]} tt="none" className="bd-verdict">
          {verdict === 'fails' ? t('brands.colours.fails') : verdict}
        </Badge>
      </Group>
    </Table.Td>
  );
}

function Proposal({
  draft,
  text,
  grounds,
}: {
  readonly draft: BrandDraft;
  readonly text: TextColour;
  readonly grounds: readonly Ground[];
}) {
  const { t } = useTranslation();
  const asked = ratios.AA[text.large ? 'large' : 'small'];
  const proposed = nearestPassing(
    text.colour,
    grounds.map(({ colour }) => colour),
    asked,
  );
  if (proposed === text.colour)
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    );
  if (proposed === undefined) return <Text size="sm">{t('brands.colours.noProposal')}</Text>;
  return (
    <Button
      size="compact-sm"
      variant="default"
      disabled={!draft.writable}
      leftSection={<span className="swatch" style={{ background: proposed }} />}
      onClick={() => draft.change(recolourText(draft.brand, text.colour, proposed))}
    >
      {t('brands.colours.take', { colour: proposed })}
    </Button>
  );
}
