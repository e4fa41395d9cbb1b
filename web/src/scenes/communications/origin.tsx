import { Card, Group, Text, TextInput, Title } from '@mantine/core';
import { api, type Communication, type OriginPassage, type PassageOrigin } from '@posthorn/contract';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { bestPassage } from './best-passage.ts';

interface OriginProps {
  readonly communication: Communication;
  /** A line that somebody pointed at in the letter. */
  readonly pointed: string | undefined;
  readonly forget: () => void;
}

const shownAtFirst = 8;

/** How each sentence came to the customer: its passages, and for one that is chosen who wrote and released it, why and when. */
export function Origin({ communication, pointed, forget }: OriginProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<OriginPassage>();
  const answer = useApi(api.origins.passages, { params: { id: communication.id } });
  const rows = answer.data?.rows ?? [];
  const shown = chosen ?? (pointed === undefined ? undefined : bestPassage(pointed, rows));
  const close = () => {
    setChosen(undefined);
    forget();
  };
  const found = rows.filter(({ text }) => text.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()));
  return (
    <Card component="section" aria-label={t('origin.title')}>
      <Group justify="space-between" mb="xs">
        <div>
          <Title order={2}>{t('origin.title')}</Title>
          <Text size="xs" c="dimmed">
            {t('origin.lead')}
          </Text>
        </div>
        <TextInput
          size="xs"
          w={220}
          aria-label={t('origin.search')}
          placeholder={t('origin.search')}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      </Group>
      <Loaded answer={answer} height={200}>
        {() => (
          <ul className="plain-list">
            {found.slice(0, wanted.trim() === '' ? shownAtFirst : 40).map((passage) => (
              <li key={`${passage.versionId} ${passage.nodeId} ${passage.field}`}>
                <button type="button" className="choice" onClick={() => setChosen(passage)}>
                  <span style={{ flex: 1, minWidth: 0 }}>
                    <Text size="sm" component="span" display="block" lineClamp={2}>
                      {passage.text}
                    </Text>
                    <Text size="xs" c="dimmed" component="span" display="block">
                      {t(passage.kind === 'block' ? 'provenance.block' : 'provenance.template')} {passage.id} · v{passage.version}
                    </Text>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Dialog opened={shown !== undefined} onClose={close} title={t('origin.how')} size="lg">
        {shown && <PassageFacts id={communication.id} passage={shown} />}
      </Dialog>
    </Card>
  );
}

function PassageFacts({ id, passage }: { readonly id: string; readonly passage: OriginPassage }) {
  const answer = useApi(api.origins.origin, {
    params: { id },
    query: { version: passage.versionId, node: passage.nodeId, field: passage.field },
  });
  return (
    <>
      <blockquote className="origin-quote">{passage.text}</blockquote>
      <Loaded answer={answer} height={260}>
        {(origin) => <OriginFacts origin={origin} />}
      </Loaded>
    </>
  );
}

function OriginFacts({ origin }: { readonly origin: PassageOrigin }) {
  const { t } = useTranslation();
  const reads = useMay('content:read');
  const { passage, since, author, submitted, decisions, released } = origin;
  const part = `${t(passage.kind === 'block' ? 'provenance.block' : 'provenance.template')} ${passage.id}, ${t('templates.version', { version: passage.version })}`;
  return (
    <>
      <Facts
        rows={[
          [
            t('origin.standsIn'),
            reads ? (
              <Link
                key="part"
                to="/versions/$kind/$id"
                params={{ kind: passage.kind, id: passage.id }}
                search={{ to: passage.versionId }}
                className="fact-link"
              >
                {part}
              </Link>
            ) : (
              part
            ),
          ],
          [t('origin.since'), t('templates.version', { version: since.version })],
          [
            t(author.how === 'written' ? 'origin.author' : 'origin.pushed'),
            <span key="author">
              {author.name}, <Moment at={author.at} />
            </span>,
          ],
          ...(submitted
            ? [[t('origin.submitted'), <Said key="submitted" by={submitted.by} at={submitted.at} words={submitted.reason} />] as const]
            : []),
          ...decisions.map(
            (one) =>
              [
                `${t(`reviews.stage.${one.stage}`)}: ${t(`origin.decided.${one.decision}`)}`,
                <Said
                  key={one.stage}
                  by={one.insteadOf ? `${one.by} (${t('reviews.stages.insteadOf', { name: one.insteadOf })})` : one.by}
                  at={one.at}
                  words={one.comment}
                />,
              ] as const,
          ),
          ...(released
            ? [[t('origin.released'), <Said key="released" by={released.by} at={released.at} words={released.note} />] as const]
            : []),
        ]}
      />
      {decisions.length === 0 && (
        <Text size="xs" c="dimmed" mt="sm">
          {t('origin.noReview')}
        </Text>
      )}
      {reads && submitted && (
        <Link to="/reviews/$versionId" params={{ versionId: since.versionId }} className="button-link button-link-small origin-review">
          {t('reviews.openReview')}
        </Link>
      )}
    </>
  );
}

function Said({ by, at, words }: { readonly by: string; readonly at: string; readonly words: string }) {
  return (
    <>
      {by}, <Moment at={at} />
      {words && (
        <Text size="sm" c="dimmed">
          “{words}”
        </Text>
      )}
    </>
  );
}
