import { Loader, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../api/shapes';
import { Face } from '../../look/Face';
import classes from './PersonButton.module.css';

interface Props {
  person: Person;
  /** What can be seen as this person. */
  hint?: string;
  busy: boolean;
  onChoose: (login: string) => void;
}

/** One demo person; choosing them signs in as them. */
export function PersonButton({ person, hint, busy, onChoose }: Props) {
  const { t } = useTranslation();
  const marks = [
    ...(person.roles ?? []).map((role) => t(`role.${role}`)),
    ...(person.employment === 'employee' ? [] : [t(`employment.${person.employment}`)]),
  ];
  return (
    <UnstyledButton className={classes.person} data-start={hint ? true : undefined} onClick={() => onChoose(person.login)}>
      {busy ? <Loader size={36} /> : <Face name={person.name} size={36} />}
      <span className={classes.words}>
        <span className={classes.name}>
          {person.name}
          {marks.map((mark) => (
            <span key={mark} className={classes.mark}>
              {mark}
            </span>
          ))}
        </span>
        <span className={classes.title}>{person.title}</span>
        {person.manager && <span className={classes.manager}>{t('signIn.reportsTo', { manager: person.manager })}</span>}
        {hint && <span className={classes.hint}>{hint}</span>}
      </span>
    </UnstyledButton>
  );
}
