import { ActionIcon, Button, Group, NumberInput, Table, Text, TextInput, Title } from '@mantine/core';
import type { MasterPage, Rect } from '@posthorn/engine';
import { type Sheet, tidy } from '@posthorn/engine/letter-forms';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Piece, rectOf, SMALLEST, withRect } from './geometry.ts';

interface NumbersProps {
  readonly page: MasterPage;
  readonly sheet: Sheet;
  readonly chosen: Piece | undefined;
  readonly choose: (piece: Piece) => void;
  readonly change: (page: MasterPage, about: string) => void;
  readonly remove: (frame: number) => void;
  readonly add: () => void;
  readonly writable: boolean;
}

const fields = ['x', 'y', 'width', 'height'] as const;

/** The same in figures, for those who know them. */
export function Numbers({ page, sheet, chosen, choose, change, remove, add, writable }: NumbersProps) {
  const { t } = useTranslation();
  const pieces: Piece[] = ['body', ...(page.frames ?? []).map((_, i) => i)];
  const set = (piece: Piece, field: (typeof fields)[number], value: number) => {
    const rect: Rect = { ...rectOf(page, piece)!, [field]: tidy(value) };
    change(withRect(page, piece, rect), `number ${piece} ${field}`);
  };
  const rename = (index: number, name: string) =>
    change({ ...page, frames: (page.frames ?? []).map((frame, i) => (i === index ? { ...frame, name } : frame)) }, `name ${index}`);
  const largest = { x: sheet.width, y: sheet.height, width: sheet.width, height: sheet.height };
  return (
    <>
      <Group justify="space-between" mt="md" mb={4}>
        <Title order={3}>{t('brands.pages.numbers')}</Title>
        <Button size="compact-sm" variant="default" disabled={!writable} leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          {t('brands.pages.add')}
        </Button>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className="scroll-across" tabIndex={0} aria-label={t('brands.pages.numbers')}>
        <Table className="bd-numbers" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('brands.pages.frame')}</Table.Th>
              {fields.map((field) => (
                <Table.Th key={field}>{t(`brands.pages.${field}`)}</Table.Th>
              ))}
              <Table.Th>
                <span className="bd-hidden">{t('brands.pages.remove')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pieces.map((piece) => {
              const rect = rectOf(page, piece)!;
              const name = piece === 'body' ? t('brands.pages.body') : page.frames![piece]!.name;
              return (
                <Table.Tr key={piece} data-chosen={piece === chosen ? true : undefined} onFocus={() => choose(piece)}>
                  <Table.Td>
                    {piece === 'body' ? (
                      <Text size="sm" fw={600}>
                        {name}
                      </Text>
                    ) : (
                      <TextInput
                        size="xs"
                        w={120}
                        aria-label={t('brands.pages.nameOf', { name })}
                        disabled={!writable}
                        value={name}
                        onChange={(event) => event.currentTarget.value !== '' && rename(piece, event.currentTarget.value)}
                      />
                    )}
                  </Table.Td>
                  {fields.map((field) => (
                    <Table.Td key={field}>
                      <NumberInput
                        size="xs"
                        w={84}
                        aria-label={`${name}: ${t(`brands.pages.${field}`)}`}
                        decimalScale={1}
                        min={field === 'x' || field === 'y' ? 0 : SMALLEST}
                        max={largest[field]}
                        disabled={!writable}
                        value={rect[field]}
                        onChange={(value) => value !== '' && Number.isFinite(Number(value)) && set(piece, field, Number(value))}
                      />
                    </Table.Td>
                  ))}
                  <Table.Td>
                    {piece !== 'body' && (
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        disabled={!writable}
                        aria-label={t('actions.remove', { what: name })}
                        onClick={() => remove(piece)}
                      >
                        <IconTrash size={16} aria-hidden />
                      </ActionIcon>
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </section>
    </>
  );
}
