import './reviews.css';
import { Card, Group, Select, Tabs, Text } from '@mantine/core';
import { api, type PreviewFormat } from '@posthorn/contract';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { useApi } from '../../api/use-api.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ReadingView } from './changes/reading.tsx';
import { RulesView } from './changes/rules-view.tsx';
import { type Looked, Pictures } from './pictures/pictures.tsx';
import type { Way } from './pictures/stage.tsx';

const route = getRouteApi('/inside/versions/$kind/$id');

interface Listed {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly createdAt: string;
  readonly createdBy: string;
}

/** All versions of a template, block or brand; any two of them compared. */
export function VersionsScene() {
  const { kind, id } = route.useParams();
  if (kind === 'brand') return <BrandVersions id={id} />;
  return kind === 'block' ? <BlockVersions id={id} /> : <TemplateVersions id={id} />;
}

function BrandVersions({ id }: { readonly id: string }) {
  const answer = useApi(api.brands.get, { params: { id } });
  return <Scene kind="brand" id={id} name={answer.data?.brand.name ?? id} answer={answer} versions={answer.data?.versions ?? []} />;
}

function TemplateVersions({ id }: { readonly id: string }) {
  const format = useFormat();
  const answer = useApi(api.content.template, { params: { id } });
  const reply = answer.data;
  return (
    <Scene
      kind="template"
      id={id}
      name={reply ? nameIn(reply.template.name, format.of) : id}
      answer={answer}
      versions={reply?.versions ?? []}
    >
      {(from, to) =>
        reply && (
          <VersionPictures
            from={from}
            to={to}
            formats={reply.formats as PreviewFormat[]}
            languages={reply.template.languages}
            samples={reply.samples}
          />
        )
      }
    </Scene>
  );
}

function BlockVersions({ id }: { readonly id: string }) {
  const format = useFormat();
  const answer = useApi(api.blocks.get, { params: { id } });
  const reply = answer.data;
  return (
    <Scene kind="block" id={id} name={reply ? nameIn(reply.block.name, format.of) : id} answer={answer} versions={reply?.versions ?? []} />
  );
}

interface SceneProps {
  readonly kind: 'template' | 'block' | 'brand';
  readonly id: string;
  readonly name: string;
  readonly answer: { readonly data: unknown; readonly error: unknown; readonly refetch: () => unknown };
  readonly versions: readonly Listed[];
  readonly children?: (from: Listed, to: Listed) => React.ReactNode;
}

function Scene({ kind, id, name, answer, versions, children }: SceneProps) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = useNavigate();
  const newest = [...versions].sort((a, b) => b.version - a.version);
  const to = newest.find((one) => one.id === search.to) ?? newest[0];
  const from = newest.find((one) => one.id === search.from) ?? newest.find((one) => to && one.version < to.version) ?? to;
  const set = (change: Partial<typeof search>) =>
    void navigate({
      to: '/versions/$kind/$id',
      params: { kind, id },
      search: (before) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  const up =
    kind === 'template'
      ? ({ to: '/templates', label: t('doors.templates') } as const)
      : ({ to: '/reviews', label: t('doors.reviews') } as const);
  return (
    <Page title={name} lead={t('reviews.versions.lead')} up={up}>
      <Loaded answer={answer} height={500}>
        {() =>
          from && to ? (
            <Card>
              <Group gap="sm" mb="md" align="flex-end">
                <Choice label={t('reviews.versions.from')} versions={newest} value={from} set={(one) => set({ from: one })} />
                <Choice label={t('reviews.versions.to')} versions={newest} value={to} set={(one) => set({ to: one })} />
              </Group>
              <Tabs value={search.tab ?? 'text'} onChange={(tab) => set({ tab: tab ?? 'text' })} keepMounted={false}>
                <Tabs.List mb="md">
                  <Tabs.Tab value="text">{t('reviews.tab.text')}</Tabs.Tab>
                  <Tabs.Tab value="rules">{t('reviews.tab.rules')}</Tabs.Tab>
                  {children && <Tabs.Tab value="pictures">{t('reviews.tab.pictures')}</Tabs.Tab>}
                </Tabs.List>
                <Tabs.Panel value="text">
                  <Compared kind={kind} id={id} from={from} to={to} />
                </Tabs.Panel>
                <Tabs.Panel value="rules">
                  <Compared kind={kind} id={id} from={from} to={to} asRules />
                </Tabs.Panel>
                {children && <Tabs.Panel value="pictures">{children(from, to)}</Tabs.Panel>}
              </Tabs>
            </Card>
          ) : (
            <Text size="sm" c="dimmed">
              {t('reviews.versions.none')}
            </Text>
          )
        }
      </Loaded>
    </Page>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly versions: readonly Listed[];
  readonly value: Listed;
  readonly set: (id: string) => void;
}

function Choice({ label, versions, value, set }: ChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Select
      label={label}
      size="xs"
      w={330}
      allowDeselect={false}
      data={versions.map(({ id, version, state, createdAt, createdBy }) => ({
        value: id,
        label: `${t('templates.version', { version })} · ${t(`versionState.${state as 'draft'}`, { defaultValue: state })} · ${createdBy}, ${format.date(createdAt)}`,
      }))}
      value={value.id}
      onChange={(id) => id !== null && set(id)}
    />
  );
}

interface ComparedProps {
  readonly kind: 'template' | 'block' | 'brand';
  readonly id: string;
  readonly from: Listed;
  readonly to: Listed;
  readonly asRules?: boolean;
}

const nobody: ReadonlyMap<string, number> = new Map();

function Compared({ kind, id, from, to, asRules = false }: ComparedProps) {
  const { t } = useTranslation();
  const answer = useApi(api.comparing.compare, { params: { kind, id }, query: { from: from.id, to: to.id, all: true } });
  const names = [t('templates.version', { version: from.version }), t('templates.version', { version: to.version })] as const;
  return (
    <Loaded answer={answer} height={400}>
      {(comparison) =>
        asRules ? (
          <RulesView comparison={comparison} comparable />
        ) : (
          <ReadingView comparison={comparison} names={names} comparable commented={nobody} />
        )
      }
    </Loaded>
  );
}

interface VersionPicturesProps {
  readonly from: Listed;
  readonly to: Listed;
  readonly formats: readonly PreviewFormat[];
  readonly languages: readonly string[];
  readonly samples: readonly { readonly index: number; readonly label: string }[];
}

function VersionPictures({ from, to, formats, languages, samples }: VersionPicturesProps) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const { kind, id } = route.useParams();
  const navigate = useNavigate();
  const looked: Looked = {
    format: formats.find((one) => one === search.format) ?? 'pdf',
    record: search.record ?? '0',
    language: search.language ?? '',
    way: (search.way as Way | undefined) ?? 'beside',
  };
  return (
    <Pictures
      formats={formats}
      languages={languages}
      cases={samples.map(({ index, label }) => ({ value: String(index), label }))}
      names={[t('templates.version', { version: from.version }), t('templates.version', { version: to.version })]}
      comparable
      looked={looked}
      look={(change) =>
        void navigate({
          to: '/versions/$kind/$id',
          params: { kind, id },
          search: (before) => ({ ...before, ...change, ...(change.language === '' ? { language: undefined } : {}) }),
          replace: true,
          resetScroll: false,
        })
      }
      addressOf={(side, { format, record, language }) =>
        addressOf(api.content.preview, {
          params: { id: (side === 'before' ? from : to).id, format },
          query: { sample: Number(record), ...(language === '' ? {} : { language }) },
        })
      }
    />
  );
}
