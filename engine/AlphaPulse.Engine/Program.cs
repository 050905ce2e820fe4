using AlphaPulse.Engine.Hosting;

return new EngineProgram(Console.In, Console.Out, Console.Error).Run(args);
