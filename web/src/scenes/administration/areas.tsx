import { Button, Card, Group, MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { api, areaKinds, areaWays, type Role, type WritingArea, type WritingAreaContent } from '@posthorn/contract';
import { IconPencilOff, IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Rows } from '../../parts/rows.tsx';
import { RolesField } from './users.tsx';

/** The ways in which things of a kind lie together. */
const waysOf: Record<WritingAreaContent['kind'], readonly WritingAreaContent['by'][]> = {
  template: ['class', 'folder'],
  block: ['department', 'folder'],
  brand: ['folder'],
};

/** Which templates, blocks and brands only some may write. */
export function Areas() {
  const { t } = useTranslation();
  const ask = useAsk();
  const answer = useApi(api.restrictions.list, {});
  const users = useApi(api.administration.users, {});
  const [setting, setSetting] = useState(false);
  const remove = useChange(api.restrictions.remove, [api.restrictions.list, api.administration.audit]);
  const nameOf = (id: string): string => users.data?.rows.find((user) => user.id === id)?.name ?? id;
  const removeAfterAsking = async ({ id, value }: WritingArea) => {
    const answered = await ask({
      title: t('areas.removeTitle'),
      text: t('areas.removeText', { value }),
      deed: t('areas.remove'),
      dangerous: true,
    });
    if (answered !== undefined) await remove.mutateAsync({ params: { id } }).then(() => say(t('areas.removed')), sayProblem);
  };
  return (
    <Card>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {t('areas.lead')}
        </Text>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setSetting(true)} style={{ flex: 'none' }}>
          {t('areas.set')}
        </Button>
      </Group>
      <Loaded answer={answer} height={200}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={IconPencilOff} title={t('areas.empty')} text={t('areas.emptyText')} />
          ) : (
            <Rows
              label={t('administration.areas')}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                {
                  name: 'area',
                  label: t('areas.area'),
                  cell: (area) => `${t(`areas.kind.${area.kind}`)} · ${t(`areas.by.${area.by}`)} ${area.value}`,
                },
                {
                  name: 'who',
                  label: t('areas.who'),
                  cell: ({ roles, people }) =>
                    [...roles.map((role) => t(`roles.${role}`)), ...people.map(nameOf)].join(', ') || t('roles.administrator'),
                },
                {
                  name: 'remove',
                  label: t('areas.remove'),
                  cell: (area) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => void removeAfterAsking(area)}
                      aria-label={`${t('areas.remove')}: ${area.value}`}
                    >
                      {t('areas.remove')}
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <Dialog opened={setting} onClose={() => setSetting(false)} title={t('areas.set')}>
        {setting && <AreaForm users={users.data?.rows ?? []} close={() => setSetting(false)} />}
      </Dialog>
    </Card>
  );
}

function AreaForm({
  users,
  close,
}: {
  readonly users: readonly { readonly id: string; readonly name: string }[];
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  const [area, setArea] = useState<WritingAreaContent>({ kind: 'template', by: 'class', value: '', roles: [], people: [] });
  const set = useChange(api.restrictions.set, [api.restrictions.list, api.administration.audit]);
  const choose = (kind: WritingAreaContent['kind']) =>
    setArea({ ...area, kind, by: waysOf[kind].includes(area.by) ? area.by : waysOf[kind][0]! });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await set.mutateAsync({ body: { ...area, value: area.value.trim() } }).then(close, () => undefined);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Group grow>
          <Select
            label={t('areas.what')}
            allowDeselect={false}
            data={areaKinds.map((value) => ({ value, label: t(`areas.kind.${value}`) }))}
            value={area.kind}
            onChange={(value) => value && choose(value as WritingAreaContent['kind'])}
          />
          <Select
            label={t('areas.way')}
            allowDeselect={false}
            data={areaWays.filter((way) => waysOf[area.kind].includes(way)).map((value) => ({ value, label: t(`areas.by.${value}`) }))}
            value={area.by}
            onChange={(value) => value && setArea({ ...area, by: value as WritingAreaContent['by'] })}
          />
        </Group>
        <TextInput
          label={t('areas.value')}
          description={t(`areas.hint.${area.by}`)}
          required
          maxLength={120}
          value={area.value}
          onChange={(event) => setArea({ ...area, value: event.target.value })}
          data-autofocus
        />
        <RolesField value={area.roles as Role[]} set={(roles) => setArea({ ...area, roles })} />
        <MultiSelect
          label={t('areas.people')}
          searchable
          data={users.map(({ id, name }) => ({ value: id, label: name }))}
          value={area.people}
          onChange={(people) => setArea({ ...area, people })}
        />
        {set.error && <ProblemNote error={set.error} />}
        <FormButtons back={close} deed={t('areas.set')} loading={set.isPending} disabled={area.value.trim() === ''} />
      </Stack>
    </form>
  );
}
