import { Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props<Row> {
  readonly title: string;
  readonly text: string;
  readonly add: string;
  readonly rows: readonly Row[];
  readonly most: number;
  readonly fresh: () => Row;
  readonly nameOf: (row: Row, number: number) => string;
  readonly change: (rows: Row[]) => void;
  readonly fields: (row: Row, change: (row: Row) => void) => ReactNode;
}

/** A list of things with the same fields, each of which can be taken away. */
export function ListedFields<Row>({ title, text, add, rows, most, fresh, nameOf, change, fields }: Props<Row>) {
  const { t } = useTranslation();
  return (
    <section aria-label={title}>
      <Text size="sm" fw={550}>
        {title}
      </Text>
      <Text size="xs" c="dimmed" mb="xs">
        {text}
      </Text>
      <Stack gap="sm">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows have no other identity, and are not sorted
          <Fieldset key={at} legend={nameOf(row, at + 1)} p="sm">
            {fields(row, (changed) => change(rows.map((other, index) => (index === at ? changed : other))))}
            <Group justify="flex-end" mt="xs">
              <Button
                size="compact-xs"
                variant="default"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={() => change(rows.filter((_other, index) => index !== at))}
              >
                {t('actions.remove', { what: nameOf(row, at + 1) })}
              </Button>
            </Group>
          </Fieldset>
        ))}
        {rows.length < most && (
          <Group>
            <Button size="xs" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => change([...rows, fresh()])}>
              {add}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  );
}
