import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../look/LinkButton';
import classes from './Audit.module.css';

/** Narrows the audit to one request, by its id; kept in the address. */
export function RequestFilter({ request }: { request: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [id, setId] = useState(request ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: '/audit', search: { request: id.trim() || undefined } });
  };
  return (
    <form className={`${classes.filter} not-printed`} role="search" onSubmit={submit}>
      <TextInput
        size="sm"
        aria-label={t('audit.request')}
        placeholder={t('audit.request')}
        maxLength={100}
        value={id}
        onChange={(event) => setId(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('audit.show')}
      </Button>
      {request && (
        <LinkButton to="/audit" variant="subtle">
          {t('audit.showAll')}
        </LinkButton>
      )}
    </form>
  );
}
