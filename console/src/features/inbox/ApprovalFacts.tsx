import { useTranslation } from 'react-i18next';
import type { Approval } from '../../api/shapes';
import { answersAsFacts } from '../../look/answersAsFacts';
import { approversInWords } from '../../look/approversInWords';
import { Facts } from '../../look/Facts';
import { Moment } from '../../look/Moment';
import { Risk } from '../../look/Risk';
import { bundleInWords } from '../../look/bundleInWords';
import { sayAsk } from '../../look/sayAsk';
import { sayDuration } from '../../time/duration';
import { useNow } from '../../time/useNow';

/** For how long, how risky, who else is asked, until when. */
export function ApprovalFacts({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { request } = approval;
  return (
    <Facts
      facts={[
        [t('fact.length'), sayAsk(request, useNow())],
        [t('fact.more'), approval.terms.extend_seconds && sayDuration(approval.terms.extend_seconds)],
        [t('fact.bundle'), request.bundle && bundleInWords(request.bundle)],
        [t('fact.risk'), <Risk key="risk" level={request.entitlement.risk} />],
        [t('fact.owner'), request.entitlement.owner],
        ...answersAsFacts(request),
        [t('fact.approvers'), approversInWords(approval)],
        [
          approval.closed_at ? t('fact.closed') : t(approval.kind === 'by_hand' ? 'fact.dueByHand' : 'fact.due'),
          <Moment key="due" at={approval.closed_at ?? approval.due_at} as="when" alsoIn={request.subject.zone} />,
        ],
      ]}
    />
  );
}
