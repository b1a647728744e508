package io.iotcrm.web.platform;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Puts {@link PageFailureHandler} in front of the server's own handling. */
public class PageFailures extends ExceptionHandlerFactory {
  public PageFailures(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new PageFailureHandler(getWrapped().getExceptionHandler());
  }
}
