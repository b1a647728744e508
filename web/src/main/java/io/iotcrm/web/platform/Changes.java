package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Carries out a change that a person asked for, and says on the page how it went. */
@RequestScoped
public class Changes {
  private static final System.Logger LOG = System.getLogger(Changes.class.getName());

  @Inject private Texts texts;

  /**
   * @param doneKey the text that says what was done
   * @return whether it was done; otherwise the page already says why not
   */
  public boolean attempt(Runnable change, String doneKey, Object... arguments) {
    try {
      change.run();
      texts.done(doneKey, arguments);
      return true;
    } catch (InvalidInputException invalid) {
      for (InvalidInputException.Violation violation : invalid.violations()) {
        texts.refuse((violation.pointer().replace('/', ' ') + " " + violation.detail()).strip());
      }
    } catch (StaleVersionException stale) {
      texts.warn("refused.stale");
    } catch (RecordNotFoundException gone) {
      texts.warn("refused.gone");
    } catch (AccessRefusedException refused) {
      texts.refuse(refused.getMessage());
    } catch (EJBAccessException forbidden) {
      texts.refuse(texts.of("refused.role"));
    } catch (DuplicateRecordException | IllegalArgumentException | IllegalStateException refused) {
      texts.refuse(refused.getMessage());
    } catch (EJBException failed) {
      explain(failed);
    }
    return false;
  }

  /** The container wraps what a service throws and did not declare as its own. */
  private void explain(EJBException failed) {
    Throwable cause = failed.getCause();
    if (cause instanceof IllegalArgumentException || cause instanceof IllegalStateException) {
      texts.refuse(cause.getMessage());
      return;
    }
    LOG.log(System.Logger.Level.WARNING, "A change from the portal failed", failed);
    texts.refuse(texts.of("refused.failed"));
  }
}
