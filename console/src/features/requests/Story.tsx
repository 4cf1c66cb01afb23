import { useTranslation } from 'react-i18next';
import type { AuditLine, Request, RequestDetail } from '../../api/shapes';
import { AccessRing } from '../../look/AccessRing';
import { Moment } from '../../look/Moment';
import { nameInWords } from '../../look/nameInWords';
import { Knot, Thread } from '../../look/Thread';
import { sayAsk } from '../../look/sayAsk';
import { sayWhen } from '../../time/moment';
import { useNow } from '../../time/useNow';
import { ApprovalKnot } from './ApprovalKnot';
import classes from './Story.module.css';
import { storyOf } from './story';

/** A request's progress as a thread from top to bottom. */
export function Story({ detail }: { detail: RequestDetail }) {
  const { t } = useTranslation();
  return (
    <Thread label={t('request.story')}>
      {storyOf(detail).map((happening) => {
        switch (happening.kind) {
          case 'line':
            return (
              <Knot key={happening.line.seq} place="done" tone={happening.tone}>
                <Line line={happening.line} />
              </Knot>
            );
          case 'approval':
            return <ApprovalKnot key={happening.approval.id} approval={happening.approval} place={happening.place} />;
          case 'access':
            return <AccessKnot key={happening.step} request={detail.request} {...happening} />;
        }
      })}
    </Thread>
  );
}

function Line({ line }: { line: AuditLine }) {
  const words = line.detail || nameInWords(line.action);
  return (
    <>
      <div>{words}</div>
      <div className={classes.by}>
        {!words.includes(line.actor_name) && `${line.actor_name} · `}
        <Moment at={line.at} />
      </div>
    </>
  );
}

interface AccessKnotProps {
  request: Request;
  place: 'now' | 'ahead';
  step: 'opens' | 'holds' | 'ends';
}

function AccessKnot({ request, place, step }: AccessKnotProps) {
  const { t } = useTranslation();
  const now = useNow();
  const { access } = request;
  const app = request.entitlement.app_title;
  const ring = access && place === 'now' ? <AccessRing access={access} size={22} /> : undefined;
  const words = () => {
    if (step === 'opens') return t(place === 'now' ? 'story.opening' : 'story.opens', { app });
    if (step === 'holds') return t('story.holds', { person: request.subject.name });
    if (place === 'now') return t('story.ending', { app });
    if (access?.ends_at) return t('story.endsAt', { at: sayWhen(access.ends_at, now) });
    return request.duration_seconds ? t('story.endsAfter', { length: sayAsk(request, now) }) : t('story.ends');
  };
  return (
    <Knot place={place} tone={step === 'holds' ? 'open' : 'waiting'} icon={ring}>
      {words()}
    </Knot>
  );
}
