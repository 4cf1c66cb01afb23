import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Request } from '../../api/shapes';
import { AppIcon } from '../../look/AppIcon';
import { Moment } from '../../look/Moment';
import { Pill } from '../../look/Pill';
import { requestTone } from '../../look/tone';
import classes from './RequestsPage.module.css';

/** One request in a list: what, where it stands, since when. */
export function RequestRow({ request, everyone }: { request: Request; everyone: boolean }) {
  const { t } = useTranslation();
  const { entitlement, subject, requester } = request;
  const person = everyone || subject.id !== requester.id ? subject.name : undefined;
  return (
    <li>
      <Link to="/requests/$id" params={{ id: request.id }} className={classes.row}>
        <AppIcon title={entitlement.app_title} />
        <span className={classes.words}>
          <span className={classes.what}>
            {entitlement.app_title} / {entitlement.title}
          </span>
          {person && <span className="dim"> {t('requests.for', { person })}</span>}
          <span className={classes.detail}>{request.detail}</span>
        </span>
        <Pill tone={requestTone[request.state]}>{t(`state.request.${request.state}`)}</Pill>
        <span className={classes.when}>
          <Moment at={request.closed_at ?? request.created_at} />
        </span>
      </Link>
    </li>
  );
}
