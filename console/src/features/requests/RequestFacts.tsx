import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Request } from '../../api/shapes';
import { answersAsFacts } from '../../look/answersAsFacts';
import { Facts } from '../../look/Facts';
import { Risk } from '../../look/Risk';
import { bundleInWords } from '../../look/bundleInWords';
import { sayAsk } from '../../look/sayAsk';
import { useNow } from '../../time/useNow';
import classes from './RequestFacts.module.css';

interface Props {
  request: Request;
  temporalUrl?: string;
}

/** What was asked, in names and values. */
export function RequestFacts({ request, temporalUrl }: Props) {
  const { t } = useTranslation();
  const { entitlement, subject, requester } = request;
  return (
    <>
      <Facts
        facts={[
          [t('fact.for'), subject.id === requester.id ? '' : subject.name],
          [t('fact.reason'), request.reason],
          [t('fact.bundle'), request.bundle && bundleInWords(request.bundle)],
          [t('fact.length'), sayAsk(request, useNow())],
          ...answersAsFacts(request),
          [t('fact.risk'), <Risk key="risk" level={entitlement.risk} />],
          [t('fact.owner'), entitlement.owner],
          [t('fact.automation'), t('fact.version', { title: request.automation_title, version: request.automation_version })],
        ]}
      />
      {temporalUrl && (
        <a className={`link ${classes.run}`} href={temporalUrl} target="_blank" rel="noreferrer">
          <IconExternalLink size={16} stroke={1.5} aria-hidden="true" />
          {t('request.temporal')}
        </a>
      )}
    </>
  );
}
