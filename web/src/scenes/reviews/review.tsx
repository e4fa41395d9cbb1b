import './reviews.css';
import { Badge, Card, Grid, Group, Stack, Tabs, Text } from '@mantine/core';
import { api, type Review } from '@posthorn/contract';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { VersionState } from '../../parts/state-badge.tsx';
import { ReadingView } from './changes/reading.tsx';
import { RulesView } from './changes/rules-view.tsx';
import { useChangeKeys } from './changes/use-change-keys.ts';
import { CommentsCard, openByNode, type Passage, passageOf } from './comments/comments-card.tsx';
import { DecisionCard } from './decide/decision-card.tsx';
import { ProofPanel } from './proof/proof-panel.tsx';
import { ReviewPictures } from './review-pictures.tsx';
import { Due } from './reviews.tsx';

const route = getRouteApi('/inside/reviews/$versionId');
const tabs = ['text', 'rules', 'pictures', 'proof'] as const;
type Tab = (typeof tabs)[number];

/** A version that waits for its release: what changed as text, as rules and as pictures, its proof, comments and the decision. */
export function ReviewScene() {
  const { t } = useTranslation();
  const format = useFormat();
  const { versionId } = route.useParams();
  const answer = useApi(api.reviews.get, { params: { id: versionId } });
  const review = answer.data;
  return (
    <Page
      title={review ? nameIn(review.name, format.of) : t('reviews.one')}
      aside={review && <VersionState state={review.state === 'open' ? 'in_review' : review.state} />}
      up={{ to: '/reviews', label: t('doors.reviews') }}
      lead={
        review && (
          <Group gap="xs">
            <span>
              {t('templates.version', { version: review.version })}
              {review.before && ` · ${t('reviews.replaces', { version: review.before.version })}`} · {t(`provenance.${review.kind}`)}{' '}
              {review.id}
            </span>
            {review.due && (
              <span>
                {t('reviews.due')}: <Due due={review.due} waits={review.state === 'open'} />
              </span>
            )}
            <Link
              to="/versions/$kind/$id"
              params={{ kind: review.kind, id: review.id }}
              search={{ to: review.versionId }}
              className="fact-link"
            >
              {t('reviews.allVersions')}
            </Link>
          </Group>
        )
      }
    >
      <Loaded answer={answer} height={600}>
        {(loaded) => <Reviewed review={loaded} />}
      </Loaded>
    </Page>
  );
}

function Reviewed({ review }: { readonly review: Review }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const [passage, choose] = useState<Passage>();
  const { kind, id, versionId } = review;
  const proof = useApi(
    api.proofs.latest,
    { params: { id: versionId } },
    { refetchInterval: 2_000, enabled: review.state === 'open' || search.tab === 'proof' },
  ).data?.proof;
  const comments = useApi(api.comments.list, { params: { kind, id } }).data?.rows ?? [];
  const set = (change: Partial<typeof search>) =>
    void navigate({
      to: '/reviews/$versionId',
      params: { versionId },
      search: (before) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  const tab: Tab = tabs.find((one) => one === search.tab) ?? 'text';
  const open = openByNode(comments);
  const different = proof ? proof.different + proof.failing : 0;
  useChangeKeys(box);
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Card ref={box}>
          <Tabs value={tab} onChange={(value) => set({ tab: value ?? 'text' })} keepMounted={false}>
            <Tabs.List mb="md">
              {tabs.map((one) => (
                <Tabs.Tab
                  key={one}
                  value={one}
                  rightSection={
                    one === 'proof' && different > 0 ? (
                      <Badge size="sm" variant="light" color="brass" className="rv-kind">
                        {different}
                      </Badge>
                    ) : undefined
                  }
                >
                  {t(`reviews.tab.${one}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Tabs.Panel value="text">
              <Changes review={review} commented={open} choose={choose} />
            </Tabs.Panel>
            <Tabs.Panel value="rules">
              <Changes review={review} commented={open} choose={choose} asRules />
            </Tabs.Panel>
            <Tabs.Panel value="pictures">
              <ReviewPictures review={review} />
            </Tabs.Panel>
            <Tabs.Panel value="proof">
              <ProofPanel
                review={review}
                proof={proof}
                look={({ record, format, language }) => set({ tab: 'pictures', record, format, language: language || undefined })}
              />
            </Tabs.Panel>
          </Tabs>
        </Card>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack gap="md" className="rv-side-cards">
          <DecisionCard review={review} proof={proof} openComments={comments.filter(({ resolvedAt }) => resolvedAt === undefined).length} />
          <CommentsCard kind={kind} id={id} passage={passage} choose={choose} />
          <Text size="xs" c="dimmed" visibleFrom="md">
            {t('reviews.keys')}
          </Text>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

interface ChangesProps {
  readonly review: Review;
  readonly commented: ReadonlyMap<string, number>;
  readonly choose: (passage: Passage) => void;
  readonly asRules?: boolean;
}

function Changes({ review, commented, choose, asRules = false }: ChangesProps) {
  const { t } = useTranslation();
  const may = useMay('content:comment');
  const { kind, id, versionId, before, version } = review;
  const answer = useApi(api.comparing.compare, {
    params: { kind, id },
    query: { from: before?.versionId ?? 'none', to: versionId, all: true },
  });
  const comparable = before !== undefined;
  const names = [before ? t('templates.version', { version: before.version }) : '', t('templates.version', { version })] as const;
  return (
    <Loaded answer={answer} height={400}>
      {(comparison) =>
        asRules ? (
          <RulesView comparison={comparison} comparable={comparable} />
        ) : (
          <ReadingView
            comparison={comparison}
            names={names}
            comparable={comparable}
            commented={commented}
            {...(may ? { comment: (node, quote) => choose(passageOf(node, quote)) } : {})}
          />
        )
      }
    </Loaded>
  );
}
