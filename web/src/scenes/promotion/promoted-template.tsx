import { Alert, Button, Card, Checkbox, Group, Text, Title } from '@mantine/core';
import { api, type PartDifference, type Promotion } from '@posthorn/contract';
import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../../api/send-file.ts';
import { Diagnostics } from '../../parts/diagnostics.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ReadingView } from '../reviews/changes/reading.tsx';

interface PromotedTemplateProps {
  readonly promotion: Promotion;
  readonly archive: File;
  readonly brought: () => Promise<void>;
}

/** What keeps a template from being brought at all; with errors it comes as a draft that cannot be released yet. */
const refusals: ReadonlySet<string> = new Set(['content.area-restricted', 'content.passage-locked']);

/** A part as the server names what is left out; images and fonts come and go with the brand. */
const nameOf = ({ part, id }: PartDifference): string => (part === 'block' ? `block:${id}` : part);

/** One template: what keeps it from coming, what would be different, and what of it is chosen. */
export function PromotedTemplate({ promotion, archive, brought }: PromotedTemplateProps) {
  const { t } = useTranslation();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const { templateId, against, differences, obstacles, repeats } = promotion;
  const choosable = differences.filter(({ part }) => part !== 'asset');
  const chosen = choosable.filter((one) => !left.has(nameOf(one)));
  const refused = obstacles.some(
    ({ code, place }) => refusals.has(code) && !left.has(place.part === 'block' ? `block:${place.id}` : place.part),
  );
  const bring = async () => {
    setBusy(true);
    const leave = left.size === 0 ? {} : { leave: [...left].join(',') };
    try {
      const query = { template: templateId, against: against?.hash ?? 'new', ...leave };
      const { version, changed } = await sendFile(api.promotion.bring, { query }, archive, 'application/zip');
      say(changed ? t('promotion.done', { version }) : t('promotion.nothing'));
      await brought();
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card component="section" aria-label={templateId}>
      <Group justify="space-between" mb="xs" gap="xs">
        <div>
          <Title order={2}>
            {against === undefined ? (
              templateId
            ) : (
              <Link to="/templates/$templateId" params={{ templateId }}>
                {templateId}
              </Link>
            )}
          </Title>
          <Text size="sm" c="dimmed">
            {against === undefined ? t('promotion.new') : t('promotion.against', { version: against.version })}
          </Text>
        </div>
        {differences.length > 0 && (
          <Button loading={busy} disabled={chosen.length === 0 || refused} onClick={() => void bring()}>
            {t('promotion.bring', { count: chosen.length })}
          </Button>
        )}
      </Group>
      {differences.length === 0 && (
        <Group gap={6}>
          <IconCheck size={17} aria-hidden />
          <Text size="sm">{t('promotion.same')}</Text>
        </Group>
      )}
      {obstacles.length + repeats.length > 0 && (
        <Alert color="brass" variant="light" mb="sm" title={t('promotion.obstacles')}>
          <Diagnostics of={[...obstacles, ...repeats]} />
        </Alert>
      )}
      {differences.map((one) => (
        <Part
          key={`${one.part} ${one.id}`}
          part={one}
          chosen={!left.has(one.part === 'asset' ? 'brand' : nameOf(one))}
          choose={(yes) =>
            setLeft((before) => new Set(yes ? [...before].filter((name) => name !== nameOf(one)) : [...before, nameOf(one)]))
          }
          // There is nothing to leave as it is where nothing is yet.
          fixed={one.part === 'asset' || against === undefined}
        />
      ))}
      {differences.length > 0 && (
        <Text size="xs" c="dimmed" mt="sm">
          {t('promotion.undo')}
        </Text>
      )}
    </Card>
  );
}

interface PartProps {
  readonly part: PartDifference;
  readonly chosen: boolean;
  readonly choose: (yes: boolean) => void;
  readonly fixed: boolean;
}

/** One part that is different, to be brought or left; of texts, what is different, word by word. */
function Part({ part, chosen, choose, fixed }: PartProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { nodes } = part;
  const count = (change: string) => nodes?.filter((node) => node.change === change).length ?? 0;
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed'), moved: count('moved') };
  return (
    <div className="pm-part">
      <Group justify="space-between" gap="xs">
        <Checkbox
          checked={chosen}
          disabled={fixed}
          onChange={(event) => choose(event.currentTarget.checked)}
          label={`${t(`promotion.part.${part.part}`)} ${part.part === 'samples' ? '' : part.id} · ${t(`promotion.change.${part.change}`)}`}
        />
        {nodes !== undefined && (
          <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'promotion.hide' : 'promotion.show')}
          </Button>
        )}
      </Group>
      {open && nodes !== undefined && (
        <ReadingView
          comparison={{ from: '', to: '', counts, nodes }}
          names={[t('promotion.here'), t('promotion.there')]}
          comparable
          commented={new Map()}
        />
      )}
    </div>
  );
}
