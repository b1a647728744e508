package io.iotcrm.web.platform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextWrapper;
import jakarta.faces.context.FacesContextWrapper;
import jakarta.faces.context.PartialViewContext;
import jakarta.faces.context.PartialViewContextWrapper;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.lifecycle.Lifecycle;
import jakarta.faces.lifecycle.LifecycleWrapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unchecked") // ExternalContextWrapper has a raw Map
class NonceGuardTest {
  private static final String NONCE = nonce();

  private final Map<Object, Object> attributes = new HashMap<>();
  private final Map<String, Object> view = new HashMap<>(Map.of(FormNonce.PARAMETER, NONCE));
  private final Map<String, String> parameters = new HashMap<>();
  private final Map<String, Object> application = new HashMap<>();
  private boolean postback = true;
  private boolean ajax;

  @Test
  void letsAPostWithTheNonceOfItsPageThrough() {
    parameters.put(FormNonce.PARAMETER, NONCE);

    assertThatCode(this::arrives).doesNotThrowAnyException();
  }

  @Test
  void takesAPostWithoutANonceForOneOfAnExpiredView() {
    assertThatThrownBy(this::arrives).isInstanceOf(ViewExpiredException.class);
  }

  @Test
  void takesAPostWithTheNonceOfAnotherPageForOneOfAnExpiredView() {
    parameters.put(FormNonce.PARAMETER, nonce());

    assertThatThrownBy(this::arrives).isInstanceOf(ViewExpiredException.class);
  }

  @Test
  void takesNothingButANonceIntoThePolicyWhereTheViewHasNone() {
    view.clear();
    parameters.put(FormNonce.PARAMETER, "'; script-src *");

    assertThatThrownBy(this::arrives).isInstanceOf(ViewExpiredException.class);
  }

  @Test
  void wantsANonceOfAnAjaxRequestWithoutAView() {
    postback = false;
    ajax = true;

    assertThatThrownBy(this::arrives).isInstanceOf(ViewExpiredException.class);
  }

  @Test
  void wantsNoneWhenAPageIsOpened() {
    postback = false;

    assertThatCode(this::arrives).doesNotThrowAnyException();
  }

  private void arrives() {
    Context context = context();
    try {
      Lifecycle lifecycle = new LifecycleWrapper(null) {};
      new NonceGuard().afterPhase(new PhaseEvent(context, PhaseId.RESTORE_VIEW, lifecycle));
    } finally {
      context.forget();
    }
  }

  private Context context() {
    Context context = new Context();
    context.root =
        new UIViewRoot() {
          @Override
          public Map<String, Object> getViewMap(boolean create) {
            return view;
          }
        };
    return context;
  }

  /** The few things of a request that count here. */
  private final class Context extends FacesContextWrapper {
    private UIViewRoot root;

    Context() {
      super(null);
      setCurrentInstance(this); // components ask for it when they are made
    }

    @Override
    public Map<Object, Object> getAttributes() {
      return attributes;
    }

    @Override
    public UIViewRoot getViewRoot() {
      return root;
    }

    @Override
    public boolean isPostback() {
      return postback;
    }

    @Override
    public boolean getResponseComplete() {
      return false;
    }

    @Override
    public PartialViewContext getPartialViewContext() {
      return new PartialViewContextWrapper(null) {
        @Override
        public boolean isAjaxRequest() {
          return ajax;
        }

        @Override
        public void setPartialRequest(boolean partial) {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public ExternalContext getExternalContext() {
      return new ExternalContextWrapper(null) {
        @Override
        public Map<String, String> getRequestParameterMap() {
          return parameters;
        }

        @Override
        public Map<String, Object> getApplicationMap() {
          return application;
        }

        @Override
        public Object getRequest() {
          return null;
        }
      };
    }

    void forget() {
      setCurrentInstance(null);
    }
  }

  private static String nonce() {
    return Base64.getEncoder()
        .encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
  }
}
