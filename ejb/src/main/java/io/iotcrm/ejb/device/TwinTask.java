package io.iotcrm.ejb.device;

import java.io.Serializable;
import java.util.concurrent.Callable;

/** Work on its way to the instance that owns the twins. */
final class TwinTask implements Callable<byte[]>, Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] work;

  TwinTask(byte[] work) {
    this.work = work;
  }

  @Override
  public byte[] call() throws Exception {
    TwinWorker worker = TwinGrid.workerHere();
    if (worker == null) {
      throw new IllegalStateException("the application is not up on this member");
    }
    return DeviceWorkCodec.writeFired(worker.apply(DeviceWorkCodec.readWork(work)));
  }
}
